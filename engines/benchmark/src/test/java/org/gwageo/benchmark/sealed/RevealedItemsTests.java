package org.gwageo.benchmark.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.AnswerRule;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevealedItemsTests {

  private static final String TASK =
      """
      format: gwageo-task/1
      id: cities
      version: "1"
      title: {ko: 도시, en: Cities}
      prompt: {user: "{{question}}\\n{{choices}}"}
      generation: {max_tokens: 16, temperature: 0}
      answer: {kind: choice, gold: answer, choices: choices}
      """;

  @TempDir Path folder;

  @Test
  void aRevealedTaskAsksEveryEntrantWhatTheSealedOneAsked() throws Exception {
    Path yaml = folder.resolve("task.yaml");
    Files.writeString(yaml, TASK);
    Path plain = folder.resolve("cities.jsonl");
    var lines = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      lines.add(
          "{\"id\":\"c%d\",\"question\":\"%d?\",\"choices\":[\"가\",\"나\",\"다\",\"라\"],\"answer\":\"B\"}"
              .formatted(i, i));
    }
    Files.write(plain, lines);
    var purpose = new SealedItems.Purpose("cities", Digest.of(yaml), "s1", true);
    Path file = folder.resolve("cities.sealed");
    Commitment commitment = SealedItems.seal(plain, purpose, Sealed.KEY, new SecureRandom(), file);
    SealedItems sealed = SealedItems.open(file, Sealed.KEY);
    Path out = folder.resolve("cities.revealed");
    Reveal.all(sealed, out);

    RevealedItems revealed = Reveal.open(commitment, "r", Files.readAllBytes(out));
    var prompts = new HashSet<String>();
    for (String entrant : List.of("a", "b")) {
      BenchmarkTask before =
          BenchmarkTask.read(yaml, (name, rule) -> sealed.itemsFor(entrant, rule));
      BenchmarkTask after =
          BenchmarkTask.read(yaml, (name, rule) -> revealed.itemsFor(entrant, rule));
      assertThat(after.digest()).isEqualTo(before.digest());
      assertThat(keys(after)).isEqualTo(keys(before)).hasSize(12);
      prompts.add(String.join(" ", keys(after)));
    }
    assertThat(prompts).as("entrants have orders of their own").hasSize(2);
    assertThat(new String(revealed.toJsonLines(), StandardCharsets.UTF_8))
        .contains("canary GUID")
        .hasLineCount(12);
  }

  private static List<String> keys(BenchmarkTask task) throws Exception {
    var keys = new ArrayList<String>();
    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        keys.add(task.question(item, 0, new Subject("m", "r", "s1")).key().toString());
      }
    }
    return keys;
  }

  @Test
  void aChangedRevealIsRefused() throws Exception {
    Commitment commitment = Sealed.seal(folder);
    Path out = folder.resolve("items.revealed");
    Reveal.all(SealedItems.open(Sealed.sealedFile(folder), Sealed.KEY), out);
    byte[] changed = Files.readString(out).replace("부산", "울산").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Reveal.open(commitment, "x.revealed", changed))
        .isInstanceOf(SealedException.class)
        .hasMessageStartingWith("x.revealed: the revealed items come to the root sha256:");
  }

  @Test
  void aTaskOfClosedItemsHasItsTrueDigestAndCannotBeAsked() throws Exception {
    Path yaml = folder.resolve("task.yaml");
    Files.writeString(yaml, TASK);
    Path plain = folder.resolve("items.jsonl");
    Files.writeString(
        plain, "{\"id\":\"1\",\"question\":\"?\",\"choices\":[\"가\",\"나\"],\"answer\":\"A\"}\n");
    Items open = Items.of(plain);
    BenchmarkTask closed =
        BenchmarkTask.read(
            yaml,
            (name, rule) -> {
              assertThat(rule).isInstanceOf(AnswerRule.Choice.class);
              return Items.closed("items.sealed", open.digest(), 1, "the items are sealed");
            });
    assertThat(closed.digest()).isEqualTo(BenchmarkTask.read(yaml, plain).digest());
    assertThat(closed.questions()).isEqualTo(1);
    assertThat(closed.items().isClosed()).isTrue();
    assertThatThrownBy(() -> closed.items().open())
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("the items are sealed");
  }
}
