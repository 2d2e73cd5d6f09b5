package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.cli.Shell.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTests {
  private static final int ITEMS = 40;

  /** Has spaces, so that the hexadecimal nonce of a prompt never holds it. */
  private static final String WRONG = "it is 7777";

  @TempDir private Path folder;
  private final Shell shell = Shell.piped();
  private Path key;
  private Path task;

  @BeforeEach
  void prepare() throws Exception {
    key = folder.resolve("season.key");
    task = SumsTask.write(folder.resolve("sums"), ITEMS);
    assertThat(shell.run("benchmark", "seal", "key", "--to", key).status()).isZero();
  }

  private Path judge(String scale, double floor) throws Exception {
    return Files.writeString(
        folder.resolve("judge.json"),
        """
        {"format":"gwageo-judge/1","id":"sums","model":"wise-70b","revision":"2026-09-01",
         "families":["wise"],"instructions":"Is the sum right?","scale":%s,"repeats":1,
         "floor":%s,"humanItems":20,"unparsedCeiling":0.05,"longestReply":1000}
        """
            .formatted(scale, floor));
  }

  private Path ask(String model, String wrong) throws Exception {
    Path out = folder.resolve(model);
    try (var endpoint =
        ScriptedEndpoint.start(
            said -> {
              int sum = Integer.parseInt(said.replace("+1", "")) + 1;
              return said.matches(wrong) ? WRONG : "it is " + sum;
            })) {
      assertThat(
              shell
                  .run(
                      "benchmark",
                      "run",
                      "--task",
                      task,
                      "--endpoint",
                      endpoint.url(),
                      "--model",
                      model,
                      "--out",
                      out)
                  .err())
          .isEmpty();
    }
    return out;
  }

  private Path human(String header, Grader grader) throws Exception {
    var lines = new StringBuilder(header + "\n");
    for (int i = 0; i < ITEMS; i++) {
      lines.append("i%d,%s\n".formatted(i, grader.grade(i)));
    }
    return Files.writeString(folder.resolve("human.csv"), lines);
  }

  /** What people give to item i. */
  private interface Grader {
    String grade(int item);
  }

  private Run judged(Path judge, ScriptedEndpoint endpoint, Object... more) {
    var arguments = new ArrayList<Object>(List.of("benchmark", "judge"));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--judge",
            judge,
            "--season-key",
            key,
            "--endpoint",
            endpoint.url(),
            "--out",
            folder.resolve("judged")));
    return shell.run(arguments.toArray());
  }

  private static String verdict(String said, String grade) {
    return "I have thought.\nVERDICT "
        + said.replaceAll("(?s).*BEGIN ([0-9a-f]{32}).*", "$1")
        + ": "
        + grade;
  }

  private static final String LABELS =
      "{\"kind\":\"labels\",\"labels\":[{\"label\":\"GOOD\",\"score\":1},{\"label\":\"BAD\",\"score\":0}]}";

  @Test
  void publishesAScoreThatAgreesWithPeople() throws Exception {
    Path run = ask("adder", "[0-9]\\+1");
    Path human = human("item,grade", i -> i < 10 ? "BAD" : "GOOD");
    try (var endpoint =
        ScriptedEndpoint.start(said -> verdict(said, said.contains(WRONG) ? "BAD" : "GOOD"))) {
      Run judged = judged(judge(LABELS, 0.6), endpoint, run, "--human", human);
      Run again = judged(judge(LABELS, 0.6), endpoint, run, "--human", human, "--json", "-");

      assertThat(judged.err()).isEmpty();
      assertThat(judged.status()).isZero();
      assertThat(judged.out())
          .isEqualTo(
              """
              judge sums: score 75.00 from 40 verdicts (0 unreadable)
              agreement with people 1.00 (95 % interval 1.00 to 1.00, 40 items)
              """);
      assertThat(again.out())
          .contains("\"mean\":0.75", "\"published\":true", "\"adder\":\"sha256:");
      assertThat(endpoint.requests()).isEqualTo(ITEMS);
    }
  }

  @Test
  void holdsBackAScoreBelowTheFloor() throws Exception {
    Path run = ask("adder", "[0-9]\\+1");
    Path human = human("item,grade", i -> i % 2 == 0 ? "BAD" : "GOOD");
    try (var endpoint =
        ScriptedEndpoint.start(said -> verdict(said, said.contains(WRONG) ? "BAD" : "GOOD"))) {
      Run judged = judged(judge(LABELS, 0.6), endpoint, run, "--human", human, "--json", "-");

      assertThat(judged.status()).isEqualTo(1);
      assertThat(judged.out())
          .contains("below the declared floor of 0.6", "\"published\":false")
          .doesNotContain("\"mean\"");
    }
  }

  @Test
  void comparesTwoRunsInBothPositions() throws Exception {
    Path good = ask("good", "x");
    Path bad = ask("bad", "\\d*[05]\\+1");
    Path human = human("item,grade", i -> i % 5 == 0 ? "A" : "TIE");
    try (var endpoint =
        ScriptedEndpoint.start(
            said ->
                verdict(
                    said,
                    said.contains(WRONG)
                        ? said.indexOf(WRONG) > said.indexOf("REPLY B") ? "A" : "B"
                        : "TIE"))) {
      Run judged =
          judged(
              judge("{\"kind\":\"pairwise\"}", 0.6),
              endpoint,
              good,
              bad,
              "--human",
              human,
              "--json",
              "-");

      assertThat(judged.err()).isEmpty();
      assertThat(judged.out())
          .contains("\"mean\":0.6,", "\"verdicts\":80", "\"positionDependent\":0");
      assertThat(judged.status()).isZero();
    }
  }

  @Test
  void refusesToJudgeItsOwnFamilyAndWhatItCannotRead() throws Exception {
    Path own = ask("wise-7b", "x");
    try (var endpoint = ScriptedEndpoint.start(said -> "GOOD")) {
      Run refused = judged(judge(LABELS, 0.6), endpoint, own);
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err()).contains("carries the family name wise");

      Run unread = judged(judge(LABELS, 0.6), endpoint, ask("adder", "x"));
      assertThat(unread.status()).isEqualTo(1);
      assertThat(unread.out()).isEqualTo("the score is held back\n");
      assertThat(unread.err())
          .contains("gave no readable verdict on any item", "was not compared with people");
    }
  }
}
