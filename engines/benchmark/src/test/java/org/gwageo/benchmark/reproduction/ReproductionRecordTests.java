package org.gwageo.benchmark.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.statistics.Reproduction.Outcome;
import org.gwageo.benchmark.statistics.ReproductionDraw;
import org.gwageo.benchmark.statistics.Tolerance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionRecordTests {

  private static final List<String> ALL = List.of("run-1", "run-2", "run-3", "run-4", "run-5");

  @TempDir Path temp;
  private RunBundle bundle;
  private Path task;

  @BeforeEach
  void bundle() throws Exception {
    bundle = Bundles.five(temp.resolve("team"), Bundles.USUAL);
    task = temp.resolve("task/task.yaml");
  }

  private Path ours(String name, long seed, Path items, Bundles.Model model) throws Exception {
    return Bundles.run(temp.resolve(name), task, items, seed, model);
  }

  private static ReproductionDraw draw(int first) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) first);
    return new ReproductionDraw(seed, "stage 2");
  }

  @Test
  void confirmsAnHonestTeamOnDrawnItems() throws Exception {
    BundleDraw drawn = BundleDraw.of(bundle, draw(7), "stage 2", 2, 30);
    drawn.write(bundle, temp.resolve("drawn"));
    Path items = temp.resolve("drawn/items.jsonl");
    Path first = ours("ours-1", 11, items, Bundles.USUAL);
    Path second = ours("ours-2", 12, items, Bundles.USUAL);

    ReproductionRecord record =
        ReproductionRecord.ofItems(bundle, ALL, List.of(first, second), Tolerance.of(0.25), drawn);

    assertThat(Files.readAllLines(items)).hasSize(30);
    assertThat(drawn.runs()).hasSize(2);
    assertThat(record.items()).isEqualTo(30);
    assertThat(record.reproduction().outcome()).isEqualTo(Outcome.REPRODUCED);
    assertThat(record.english()).startsWith("adder on sums: reproduced. Declared 0.");
    assertThat(record.korean()).startsWith("adder, sums: 재현됨. 제출 점수 0.");
    assertThat(new String(record.toJson(), StandardCharsets.UTF_8))
        .contains("\"format\":\"gwageo-reproduction/1\"", "\"outcome\":\"reproduced\"")
        .doesNotContain(temp.toString());
    assertThat(
            ReproductionRecord.ofItems(
                    bundle, ALL, List.of(first, second), Tolerance.of(0.25), drawn)
                .toJson())
        .isEqualTo(record.toJson());
  }

  @Test
  void doesNotConfirmScoresThatCannotBeReached() throws Exception {
    Bundles.Model poor =
        (question, seed, usual) ->
            Bundles.with(
                usual,
                Reply.of(
                    question.item().ordinal() % 2 == 0
                        ? "7000"
                        : Bundles.text(seed, question.item().ordinal()),
                    "stop"));
    Path items = task.resolveSibling("items.jsonl");
    List<Path> ours = List.of(ours("o1", 11, items, poor), ours("o2", 12, items, poor));

    var byItems = ReproductionRecord.ofItems(bundle, ALL, ours, Tolerance.of(0.05), null);
    var byRuns = ReproductionRecord.ofRuns(bundle, ALL, ours, Tolerance.of(0.05), null);

    assertThat(byItems.reproduction().outcome()).isEqualTo(Outcome.NOT_REPRODUCED);
    assertThat(byRuns.reproduction().outcome()).isEqualTo(Outcome.NOT_REPRODUCED);
    assertThat(byRuns.reproduction().declared())
        .isCloseTo(
            bundle.declaration().score().doubleValue(), org.assertj.core.data.Offset.offset(1e-6));
    assertThat(byRuns.korean()).contains("재현되지 않음");
  }

  @Test
  void drawsTheSameForEverybodyWhoKnowsTheSeed() throws Exception {
    BundleDraw one = BundleDraw.of(bundle, draw(1), "stage 2", 2, 10);

    assertThat(BundleDraw.of(bundle, draw(1), "stage 2", 2, 10)).isEqualTo(one);
    assertThat(BundleDraw.of(bundle, draw(2), "stage 2", 2, 10)).isNotEqualTo(one);
    assertThat(one.commitment()).isEqualTo(draw(1).commitment());
    assertThat(BundleDraw.parse(one.toJson())).isEqualTo(one);
    assertThat(one.items()).hasSize(10).isSubsetOf(ids());
    assertThat(BundleDraw.of(bundle, draw(1), "stage 2", 1, null).items()).isEqualTo(ids());
  }

  private static List<String> ids() {
    return java.util.stream.IntStream.range(0, Bundles.ITEMS).mapToObj(i -> "s" + i).toList();
  }

  @Test
  void refusesItemsInAnotherWording() throws Exception {
    Path items = temp.resolve("easier.jsonl");
    Files.writeString(
        items,
        "{\"id\":\"s3\",\"question\":\"3 + 1 = ?\",\"answer\":\"4\"}\n"
            + "{\"id\":\"s4\",\"question\":\"4 + 1 ?\",\"answer\":\"5\"}\n");
    Path ours = ours("ours", 9, items, Bundles.USUAL);

    assertThatThrownBy(
            () -> ReproductionRecord.ofItems(bundle, ALL, List.of(ours), Tolerance.of(0.1), null))
        .isInstanceOf(BundleException.class)
        .hasMessage("ours asks item s4, which the bundle does not have in this wording");
    assertThatThrownBy(
            () -> ReproductionRecord.ofRuns(bundle, ALL, List.of(ours), Tolerance.of(0.1), null))
        .isInstanceOf(BundleException.class)
        .hasMessage("ours does not ask the whole task, as a comparison of runs needs");
  }

  @Test
  void refusesAnotherWayOfAskingAndADrawOfAnotherBundle() throws Exception {
    Path other = Bundles.task(temp.resolve("other"), "0.1");
    Path items = task.resolveSibling("items.jsonl");
    Path cold = Bundles.run(temp.resolve("cold"), other, items, 9, Bundles.USUAL);
    Path ours = ours("ours", 9, items, Bundles.USUAL);
    BundleDraw drawn = BundleDraw.of(bundle, draw(1), "stage 2", 2, 10);
    Files.writeString(bundle.folder().resolve("notes.txt"), "changed afterwards");

    assertThatThrownBy(
            () -> ReproductionRecord.ofItems(bundle, ALL, List.of(cold), Tolerance.of(0.1), null))
        .hasMessage("cold asks or judges in another way than the bundle's runs of task sums");
    assertThatThrownBy(
            () -> ReproductionRecord.ofItems(bundle, ALL, List.of(ours), Tolerance.of(0.1), drawn))
        .hasMessageStartingWith("the draw is of bundle sha256:");
  }
}
