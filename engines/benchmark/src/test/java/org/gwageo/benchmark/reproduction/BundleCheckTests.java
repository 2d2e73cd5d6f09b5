package org.gwageo.benchmark.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCheckTests {

  private static final BundleCheck.Rules FIVE = new BundleCheck.Rules(5, null);

  @TempDir Path temp;

  private Path folder() {
    return temp.resolve("team");
  }

  private List<String> problems() throws Exception {
    return check(FIVE).problems().stream().map(Problem::english).toList();
  }

  private BundleReport check(BundleCheck.Rules rules) throws Exception {
    return BundleCheck.of(RunBundle.open(folder()), rules, () -> Bundles.LATER);
  }

  private void edit(String file, String from, String to) throws Exception {
    Path path = folder().resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replaceFirst(Pattern.quote(from), to));
  }

  @Test
  void findsNothingInABundleInGoodForm() throws Exception {
    RunBundle bundle = Bundles.five(folder(), Bundles.USUAL);

    BundleReport report =
        check(
            new BundleCheck.Rules(
                5, RunBundle.digest(BenchmarkTask.read(temp.resolve("task/task.yaml")))));

    assertThat(report.problems()).isEmpty();
    assertThat(report.isInGoodForm()).isTrue();
    assertThat(report.runs()).hasSize(5);
    assertThat(report.spread()).isPositive();
    assertThat(bundle.declaration().score().doubleValue()).isBetween(0.7, 0.99);
    assertThat(new String(report.toJson(), StandardCharsets.UTF_8))
        .contains("\"goodForm\":true", "\"problems\":[]");
  }

  @Test
  void namesDeclaredNumbersThatTheJournalsDoNotGive() throws Exception {
    RunBundle bundle = Bundles.five(folder(), Bundles.USUAL);
    String score = bundle.declaration().score().stripTrailingZeros().toPlainString();
    edit("bundle.json", "\"score\":" + score + ",\"spread\"", "\"score\":0.99,\"spread\"");

    assertThat(problems())
        .containsExactly(
            "bundle.json has a declared score of 0.99, but its journal gives %.4f."
                .formatted(bundle.declaration().score().doubleValue()));
  }

  @Test
  void namesMissingRunsAndOtherTasks() throws Exception {
    Bundles.five(folder(), Bundles.USUAL);
    Files.move(folder().resolve("run-4"), temp.resolve("gone"), StandardCopyOption.ATOMIC_MOVE);

    var other = Digest.of(new byte[] {1});
    assertThat(check(new BundleCheck.Rules(6, other)).problems())
        .extracting(Problem::english)
        .satisfiesExactly(
            p -> assertThat(p).isEqualTo("bundle.json declares 5 runs, not the 6 that are wanted."),
            p -> assertThat(p).contains("not " + other + ", which was to be asked"),
            p -> assertThat(p).isEqualTo("run-4 is declared, but there is no such folder."));
  }

  @Test
  void namesAResultThatTheJournalDoesNotGive() throws Exception {
    Bundles.five(folder(), Bundles.USUAL);
    edit("run-2/result.json", "\"scored\":40", "\"scored\":41");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("run-2/result.json is not what the journal gives");
  }

  @Test
  void namesUnsettledQuestionsAndTornLines() throws Exception {
    Bundles.five(
        folder(),
        (question, seed, usual) ->
            seed == 3 && question.item().ordinal() == 7
                ? Bundles.with(
                    usual,
                    usual.sentAt(),
                    usual.timing(),
                    new Outcome.Failed(FailureClass.SERVER_ERROR, 500, "down"))
                : Bundles.USUAL.attempt(question, seed, usual));
    Files.writeString(folder().resolve("run-1/journal.jsonl"), "{\"k", StandardOpenOption.APPEND);

    assertThat(problems())
        .containsExactly(
            "run-1/journal.jsonl ends within a line.",
            "run-3/journal.jsonl leaves of 40 questions 1 unsettled.");
  }

  @Test
  void namesRunsThatAreAlikeAlthoughTheModelDraws() throws Exception {
    Bundles.five(
        folder(),
        (question, seed, usual) -> Bundles.USUAL.attempt(question, seed == 5 ? 1 : seed, usual));

    assertThat(problems())
        .containsExactly(
            "run-5/journal.jsonl has all its 40 replies word for word as in run-1, although the"
                + " temperature is above 0.");
  }

  @Test
  void leavesAlikeRunsAloneAtTemperatureZero() throws Exception {
    Bundles.five(
        folder(), "0", (question, seed, usual) -> Bundles.USUAL.attempt(question, 1, usual));

    assertThat(problems()).isEmpty();
  }

  @Test
  void namesLongRepliesThatTwoRunsShare() throws Exception {
    String essay = " 그 까닭은 다음과 같습니다.".repeat(20);
    Bundles.five(
        folder(),
        (question, seed, usual) -> {
          int i = question.item().ordinal();
          long writer = seed == 4 && i < 30 ? 2 : seed;
          return Bundles.with(usual, Reply.of(essay + Bundles.text(writer, i), "stop"));
        });

    assertThat(problems())
        .containsExactly(
            "run-4/journal.jsonl shares 30 of 40 replies of 200 characters or more word for word"
                + " with run-2, although the temperature is above 0.");
  }

  @Test
  void namesOneReplyToManyQuestions() throws Exception {
    Bundles.five(
        folder(),
        (question, seed, usual) ->
            Bundles.with(
                usual,
                Reply.of(
                    question.item().ordinal() < 9
                        ? "As a language model I would rather not add numbers, run " + seed
                        : "After long thought over this very sum I say run %d, %s"
                            .formatted(seed, Bundles.text(seed, question.item().ordinal())),
                    "stop")));

    assertThat(problems())
        .hasSize(5)
        .first()
        .isEqualTo(
            "run-1/journal.jsonl holds, of replies of 40 characters or more, 40, and 9 of them are"
                + " one and the same text.");
  }

  @Test
  void namesImpossibleTimes() throws Exception {
    Bundles.five(
        folder(),
        (question, seed, usual) -> {
          var good = Bundles.USUAL.attempt(question, seed, usual);
          int i = question.item().ordinal();
          if (seed == 1 && i == 39) {
            return Bundles.with(good, Bundles.LATER.plusSeconds(60), good.timing(), good.outcome());
          }
          if (seed == 2 && i == 20) {
            return Bundles.with(
                good, good.sentAt().minus(Duration.ofHours(1)), good.timing(), good.outcome());
          }
          return seed == 3 && i == 5
              ? Bundles.with(good, good.sentAt(), Timing.of(0), good.outcome())
              : good;
        });

    assertThat(problems())
        .containsExactly(
            "run-1/journal.jsonl holds 1 requests of the future, the first in line 40, sent at"
                + " 2026-03-31T00:01:00Z.",
            "run-2/journal.jsonl runs backwards in time in 1 lines, the first is line 21, sent at"
                + " 2026-03-01T01:00:20.000002Z.",
            "run-3/journal.jsonl holds 1 replies that took no time, the first in line 6 took 0"
                + " µs.");
  }

  @Test
  void namesAJournalThatWasCopiedWithItsTimes() throws Exception {
    Bundles.five(
        folder(),
        (question, seed, usual) -> {
          var good = Bundles.USUAL.attempt(question, seed, usual);
          return seed == 5
              ? Bundles.with(
                  good,
                  good.sentAt().minusSeconds(3_600).minusNanos(1_000),
                  good.timing(),
                  good.outcome())
              : good;
        });

    assertThat(problems())
        .containsExactly(
            "run-5/journal.jsonl has 40 of 40 requests sent in the same microsecond as in run-4.");
  }

  @Test
  void namesSeedsAndSettingsThatAreNotTheDeclaredOnes() throws Exception {
    Bundles.five(folder(), Bundles.USUAL);
    edit("bundle.json", "\"seed\":3", "\"seed\":4");
    edit("bundle.json", "\"max_tokens\":16", "\"max_tokens\":32");

    assertThat(problems())
        .contains("run-3 was run with seed 3, but bundle.json declares 4.")
        .anyMatch(p -> p.startsWith("run-1 was generated with {\"max_tokens\":16,"))
        .hasSize(6);
  }

  @Test
  void namesTheSameSeedTwice() throws Exception {
    Path task = Bundles.task(temp.resolve("task"), "1");
    for (int i = 1; i <= 5; i++) {
      long seed = i == 5 ? 4 : i;
      int run = i;
      Bundles.run(
          folder().resolve("run-" + i),
          task,
          task.resolveSibling("items.jsonl"),
          seed,
          (question, s, usual) -> {
            var good = Bundles.USUAL.attempt(question, run, usual);
            return Bundles.with(
                good, good.sentAt().plusSeconds(run), good.timing(), good.outcome());
          });
    }
    RunBundle.describe(folder(), "-", Grants.NONE);

    assertThat(problems())
        .containsExactly(
            "run-5 has seed 4, which is or overlaps that of run-4, 4, where a run uses 1 seeds.");
  }

  @Test
  void namesADamagedJournalWithoutPlacesOutsideTheBundle() throws Exception {
    Bundles.five(folder(), Bundles.USUAL);
    edit("run-2/journal.jsonl", "{", "<");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("run-2 cannot be read: run-2/journal.jsonl line 1: ")
        .doesNotContain(temp.toString());
  }

  @Test
  void refusesADeclarationThatIsNone() throws Exception {
    Bundles.five(folder(), Bundles.USUAL);
    edit("bundle.json", "\"folder\":\"run-1\"", "\"folder\":\"../x\"");

    assertThatThrownBy(() -> RunBundle.open(folder()))
        .isInstanceOf(BundleException.class)
        .hasMessage("bundle.json is wrong: a run's folder is run- and a number, not \"../x\"");
  }

  @Test
  void saysEachProblemInBothLanguages() throws Exception {
    Bundles.five(folder(), Bundles.USUAL);
    Files.delete(folder().resolve("run-2/result.json"));

    assertThat(check(FIVE).problems())
        .containsExactly(
            new Problem(
                "run-2/result.json",
                "run-2/result.json: 파일이 없습니다.",
                "run-2/result.json is missing, the run has not ended."));
  }

  @Test
  void readsNothingOfARunWithAnotherTaskFile() throws Exception {
    RunBundle bundle = Bundles.five(folder(), Bundles.USUAL);
    Path official = temp.resolve("task/task.yaml");
    var rules = new BundleCheck.Rules(5, bundle.declaration().taskDigest(), Digest.of(official));
    assertThat(check(rules).problems()).isEmpty();

    edit("run-3/task.yaml", "max_tokens: 16", "max_tokens: 17");
    BundleReport report = check(rules);
    assertThat(report.runs()).hasSize(4);
    assertThat(report.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("run-3/task.yaml");
              assertThat(problem.english())
                  .startsWith(
                      "run-3/task.yaml is not the announced task file, " + Digest.of(official));
              assertThat(problem.korean()).contains("공고된 과제 파일");
            });

    Bundles.five(temp.resolve("other"), Bundles.USUAL);
    Files.writeString(folder().resolve("run-3/run.json"), "no JSON");
    assertThat(check(rules).problems())
        .extracting(Problem::english)
        .singleElement()
        .asString()
        .startsWith("run-3/run.json is not JSON");
  }
}
