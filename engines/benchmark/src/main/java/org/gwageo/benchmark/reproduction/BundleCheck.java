package org.gwageo.benchmark.reproduction;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the form of a bundle: whether it is what it says, not whether the model can do what it
 * says. Everything is read and scored again; nothing in the bundle is changed.
 */
public final class BundleCheck {

  /** Decimals to which declared numbers are held at least. */
  static final int DECIMALS = 4;

  private static final String TASK_FILE = "task.yaml";

  private final RunBundle bundle;
  private final Rules rules;
  private final InstantSource clock;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * What a bundle is held to.
   *
   * @param runs how many runs there must be
   * @param task the digest of the task that was to be asked, see {@link RunBundle#digest}; null
   *     where any task will do
   * @param taskFile the digest of the task file that each run has to hold byte for byte; nothing of
   *     a run with another one is read. Null where the task file of a stranger may be read
   */
  public record Rules(int runs, @Nullable Digest task, @Nullable Digest taskFile) {

    /** Makes rules that let any task file be read. */
    public Rules(int runs, @Nullable Digest task) {
      this(runs, task, null);
    }

    /** Checks the number. */
    public Rules {
      if (runs < 1 || runs > Declaration.MOST_RUNS) {
        throw new IllegalArgumentException(
            "a bundle is held to 1 to " + Declaration.MOST_RUNS + " runs, not " + runs);
      }
    }
  }

  private BundleCheck(RunBundle bundle, Rules rules, InstantSource clock) {
    this.bundle = bundle;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Checks a bundle.
   *
   * @param clock tells what is in the future
   * @throws IOException if a file that is there cannot be read
   */
  public static BundleReport of(RunBundle bundle, Rules rules, InstantSource clock)
      throws IOException {
    return new BundleCheck(bundle, rules, clock).check();
  }

  private BundleReport check() throws IOException {
    Declaration declared = bundle.declaration();
    if (declared.runs().size() != rules.runs()) {
      add(
          RunBundle.FILE,
          "bundle.json: 실행이 %d회이지만 %d회여야 합니다.",
          "bundle.json declares %d runs, not the %d that are wanted.",
          declared.runs().size(),
          rules.runs());
    }
    if (rules.task() != null && !rules.task().equals(declared.taskDigest())) {
      add(
          RunBundle.FILE,
          "bundle.json: 과제 다이제스트 %s가 공고된 과제의 %s와 다릅니다.",
          "bundle.json declares task %s, not %s, which was to be asked.",
          declared.taskDigest(),
          rules.task());
    }
    List<RunReading> readings = new ArrayList<>();
    for (Declaration.Run run : declared.runs()) {
      RunReading reading = read(run);
      if (reading != null) {
        readings.add(reading);
        look(run, reading);
      }
    }
    seeds(readings);
    Replies.look(readings, problems);
    List<BundleReport.Run> runs =
        readings.stream()
            .map(
                reading ->
                    new BundleReport.Run(
                        reading.folder, reading.seed(), reading.score(), reading.result))
            .toList();
    if (readings.size() == declared.runs().size()) {
      totals(new BundleReport(declared, declared.taskDigest(), runs, List.of()));
    }
    return new BundleReport(declared, bundle.digest(), runs, problems);
  }

  private @Nullable RunReading read(Declaration.Run run) throws IOException {
    Path folder = bundle.folder().resolve(run.folder());
    try {
      if (!Files.isDirectory(folder)) {
        add(
            run.folder(),
            "%s: 폴더가 없습니다.",
            "%s is declared, but there is no such folder.",
            run.folder());
        return null;
      }
      if (!isOfTaskFile(run.folder(), folder)) {
        return null;
      }
      return RunReading.of(bundle.folder(), run.folder(), bundle.grants());
    } catch (TaskException | JournalException e) {
      add(
          run.folder(),
          "%s: 읽을 수 없습니다(%s).",
          "%s cannot be read: %s.",
          run.folder(),
          within(String.valueOf(e.getMessage())));
    } catch (NoSuchFileException e) {
      add(
          run.folder(),
          "%s: 파일 %s이(가) 없습니다.",
          "%s lacks the file %s.",
          run.folder(),
          Path.of(e.getFile()).getFileName());
    }
    return null;
  }

  private boolean isOfTaskFile(String name, Path folder) throws IOException {
    if (rules.taskFile() == null) {
      return true;
    }
    JsonNode task;
    try {
      task =
          JsonMapper.builder()
              .build()
              .readTree(Files.readAllBytes(folder.resolve("run.json")))
              .path("task");
    } catch (JacksonException e) {
      add(
          name + "/run.json",
          "%s/run.json: JSON이 아닙니다(%s).",
          "%s/run.json is not JSON: %s.",
          name,
          e.getOriginalMessage());
      return false;
    }
    Digest found = Digest.of(folder.resolve(TASK_FILE));
    boolean same =
        found.equals(rules.taskFile())
            && task.path("kind").asString("").equals("gwageo-task")
            && task.path("task").asString("").equals(TASK_FILE);
    if (!same) {
      add(
          name + "/" + TASK_FILE,
          "%s/" + TASK_FILE + ": 공고된 과제 파일(%s)이 아니라 %s입니다. 공고된 파일을 그대로 써야 합니다.",
          "%s/" + TASK_FILE + " is not the announced task file, %s, but %s.",
          name,
          rules.taskFile(),
          found);
    }
    return same;
  }

  /** A report names files within the bundle, wherever it was opened. */
  private String within(String message) {
    return message.replace(bundle.folder() + "/", "");
  }

  private void look(Declaration.Run declared, RunReading run) throws IOException {
    same(run);
    if (!Objects.equals(declared.seed(), run.seed())) {
      add(
          run.folder,
          "%s: 시드가 %s이지만 bundle.json에는 %s로 적혀 있습니다.",
          "%s was run with seed %s, but bundle.json declares %s.",
          run.folder,
          word(run.seed()),
          word(declared.seed()));
    }
    number(run.folder, "score", "점수", declared.score(), run.score());
    if (run.unsettled > 0) {
      add(
          run.folder + "/journal.jsonl",
          "%s/journal.jsonl: 질문 %d개 가운데 %d개의 답이 확정되지 않았습니다.",
          "%s/journal.jsonl leaves of %d questions %d unsettled.",
          run.folder,
          run.replies.length,
          run.unsettled);
    }
    Path folder = bundle.folder().resolve(run.folder);
    if (!RunReading.endsWithALine(folder.resolve("journal.jsonl"))) {
      add(
          run.folder + "/journal.jsonl",
          "%s/journal.jsonl: 마지막 줄이 잘려 있습니다.",
          "%s/journal.jsonl ends within a line.",
          run.folder);
    }
    result(run, folder.resolve("result.json"));
    Times.look(folder.resolve("journal.jsonl"), run, clock.instant(), problems);
  }

  private void same(RunReading run) {
    Declaration declared = bundle.declaration();
    Digest task = RunBundle.digest(run.task);
    if (!task.equals(declared.taskDigest())) {
      add(
          run.folder,
          "%s: 과제 다이제스트가 %s이지만 bundle.json에는 %s로 적혀 있습니다.",
          "%s is of task %s, but bundle.json declares %s.",
          run.folder,
          task,
          declared.taskDigest());
    }
    if (!run.subject.equals(declared.subject())) {
      add(
          run.folder,
          "%s: 모델이 %s이지만 bundle.json에는 %s로 적혀 있습니다.",
          "%s is of %s, but bundle.json declares %s.",
          run.folder,
          CanonicalJson.string(run.subject.toTree()),
          CanonicalJson.string(declared.subject().toTree()));
    }
    String generation = CanonicalJson.string(RunBundle.generation(run.task));
    String said = CanonicalJson.string(declared.generation());
    if (!generation.equals(said)) {
      add(
          run.folder,
          "%s: 생성 조건이 %s이지만 bundle.json에는 %s로 적혀 있습니다.",
          "%s was generated with %s, but bundle.json declares %s.",
          run.folder,
          generation,
          said);
    }
    if (run.limit != null) {
      add(
          run.folder,
          "%s/run.json: 앞의 문항 %d개만 물었습니다.",
          "%s/run.json limits the run to the first %d items.",
          run.folder,
          run.limit);
    }
  }

  private void result(RunReading run, Path file) throws IOException {
    if (!Files.exists(file)) {
      add(
          run.folder + "/result.json",
          "%s/result.json: 파일이 없습니다.",
          "%s/result.json is missing, the run has not ended.",
          run.folder);
    } else if (!run.result.hasBytes(Files.readAllBytes(file))) {
      add(
          run.folder + "/result.json",
          "%s/result.json: 기록에서 다시 계산한 결과(다이제스트 %s)와 다릅니다.",
          "%s/result.json is not what the journal gives, whose digest is %s.",
          run.folder,
          run.result.digest());
    }
  }

  private void seeds(List<RunReading> runs) {
    for (int i = 0; i < runs.size(); i++) {
      for (int j = i + 1; j < runs.size(); j++) {
        RunReading a = runs.get(i);
        RunReading b = runs.get(j);
        if (!a.draws() || !b.draws() || a.seed() == null || b.seed() == null) {
          continue;
        }
        // Repeat r of an item is asked with seed + r.
        if (Math.abs(a.seed() - b.seed()) < Math.max(a.task.repeats(), b.task.repeats())) {
          add(
              b.folder,
              "%2$s: 시드 %3$s이(가) %1$s의 시드 %4$s과(와) 겹치며, 한 번에 시드를 %5$d개씩 씁니다.",
              "%2$s has seed %3$s, which is or overlaps that of %1$s, %4$s, where a run uses %5$d"
                  + " seeds.",
              a.folder,
              b.folder,
              b.seed(),
              a.seed(),
              b.task.repeats());
        }
      }
    }
  }

  private void totals(BundleReport report) {
    number(RunBundle.FILE, "score", "평균 점수", bundle.declaration().score(), report.mean());
    if (report.runs().size() > 1) {
      number(RunBundle.FILE, "spread", "표준편차", bundle.declaration().spread(), report.spread());
    }
  }

  private void number(
      String file, String english, String korean, BigDecimal declared, double computed) {
    int places = Math.clamp(declared.scale(), DECIMALS, 12);
    if (Double.isNaN(computed)
        || new BigDecimal(computed).setScale(places, RoundingMode.HALF_UP).compareTo(declared)
            != 0) {
      add(
          file,
          "%1$s: 적어 낸 %3$s %4$s이(가) 기록에서 계산한 %5$s과(와) 다릅니다.",
          "%1$s has a declared %2$s of %4$s, but its journal gives %5$s.",
          file,
          english,
          korean,
          declared.toPlainString(),
          Double.isNaN(computed)
              ? "-"
              : new BigDecimal(computed).setScale(places, RoundingMode.HALF_UP).toPlainString());
    }
  }

  private static String word(@Nullable Long seed) {
    return seed == null ? "-" : seed.toString();
  }

  private void add(String file, String korean, String english, Object... values) {
    problems.add(Problem.of(file, korean, english, values));
  }
}
