package org.gwageo.bundle.evidence;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.ComparedRun;
import org.gwageo.benchmark.reproduction.Declaration;
import org.gwageo.benchmark.reproduction.ReproductionRecord;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.reproduction.StageDraw;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.statistics.Tolerance;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.ReportedBenchmark.Target;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The benchmarks of a bundle that teams ran themselves, in {@code reported/<team>/<task>}: the
 * team's {@code bundle.json} with its runs, {@code files.json} with the digest of each file that it
 * handed in, and where the lot chose it {@code draw.json}, our runs in {@code ours} and the {@code
 * reproduction.json} that compares both. {@code reported/draw.json} is the draw of the stage.
 *
 * <p>Task file and items stand once in {@code tasks}; a team's own copies are known by their
 * digests.
 */
public final class ReportedFiles {

  /** The draw of the stage, with its seed. */
  public static final String DRAW = "reported/draw.json";

  /** Files of a run folder that a bundle holds. */
  public static final List<String> RUN_FILES = List.of("run.json", "journal.jsonl", "result.json");

  private static final Pattern PLACE = Pattern.compile("reported/([^/]+)/([^/]+)/bundle\\.json");
  private static final Pattern OURS = Pattern.compile("ours/run-(100|[1-9][0-9]?)/journal\\.jsonl");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final SortedMap<String, Content> files;
  private final Place place;

  private ReportedFiles(SortedMap<String, Content> files, Place place) {
    this.files = files;
    this.place = place;
  }

  /**
   * Where the files of a team's benchmark stand.
   *
   * @param team the team's id
   * @param task the task's id
   */
  public record Place(String team, String task) {

    /** Returns the path of one of its files. */
    public String path(String file) {
      return "reported/" + team + "/" + task + "/" + file;
    }
  }

  /** Returns the places of {@code files}, in order. */
  public static List<Place> places(SortedMap<String, Content> files) {
    var places = new ArrayList<Place>();
    for (String path : files.keySet()) {
      Matcher place = PLACE.matcher(path);
      if (place.matches()) {
        places.add(new Place(place.group(1), place.group(2)));
      }
    }
    return places;
  }

  /** Returns the files of one place. */
  public static ReportedFiles at(SortedMap<String, Content> files, Place place) {
    return new ReportedFiles(files, place);
  }

  /** Returns the list of a team's files with their digests as canonical JSON. */
  public static byte[] list(SortedMap<String, Digest> files) {
    var words = new TreeMap<String, Object>();
    files.forEach((path, digest) -> words.put(path, digest.toString()));
    return CanonicalJson.bytes(words);
  }

  /** Returns a declared target as canonical JSON. */
  public static byte[] target(Target target) {
    return CanonicalJson.bytes(
        Map.of("model", target.model(), "score", target.score(), "source", target.source()));
  }

  /**
   * Reads everything that scores are derived from; journals are scored for it.
   *
   * @throws EvidenceException if a file is missing or not what its place says
   */
  public ReportedBenchmark read() throws EvidenceException {
    var declared = new ArrayList<BenchmarkCount>();
    for (ComparedRun run : declaredRuns()) {
      declared.add(BenchmarkCount.of(place.team(), place.task(), declared.size() + 1, score(run)));
    }
    BundleDraw draw = draw();
    var ours = new ArrayList<BenchmarkCount>();
    String outcome = null;
    byte[] record = Content.find(files, place.path("reproduction.json"));
    if (draw != null && record != null) {
      outcome = json("reproduction.json").path("outcome").asString("");
      for (ComparedRun run : ourRuns(draw)) {
        ours.add(BenchmarkCount.of(place.team(), place.task(), ours.size() + 1, score(run)));
      }
    }
    return new ReportedBenchmark(
        place.team(), place.task(), declared, draw != null, outcome, ours, target());
  }

  /** Returns what the team declares. */
  public Declaration declaration() throws EvidenceException {
    try {
      return Declaration.parse(file("bundle.json"));
    } catch (BundleException e) {
      throw new EvidenceException(place.path("bundle.json") + ": " + e.getMessage());
    }
  }

  /** Returns the digests of all files that the team handed in. */
  public SortedMap<String, Digest> listed() throws EvidenceException {
    var listed = new TreeMap<String, Digest>();
    for (var entry : json("files.json").properties()) {
      try {
        listed.put(entry.getKey(), Digest.parse(entry.getValue().asString("")));
      } catch (IllegalArgumentException e) {
        throw new EvidenceException(place.path("files.json") + ": " + e.getMessage());
      }
    }
    return listed;
  }

  /** Returns the digest of the team's bundle as it was handed in. */
  public Digest bundle() throws EvidenceException {
    return RunBundle.digest(listed());
  }

  /** Returns what the lot chose of this bundle; null if it chose none. */
  public @Nullable BundleDraw draw() throws EvidenceException {
    byte[] json = Content.find(files, place.path("draw.json"));
    try {
      return json == null ? null : BundleDraw.parse(json);
    } catch (BundleException e) {
      throw new EvidenceException(place.path("draw.json") + ": " + e.getMessage());
    }
  }

  /** Returns the task with all its items, as the first run asks it. */
  public BenchmarkTask task() throws EvidenceException {
    return BenchmarkFiles.task(files, place.task(), place.team());
  }

  /** Returns the team's runs in the order of its declaration. */
  public List<ComparedRun> declaredRuns() throws EvidenceException {
    SortedMap<String, Digest> listed = listed();
    BenchmarkTask task = task();
    var runs = new ArrayList<ComparedRun>();
    for (Declaration.Run run : declaration().runs()) {
      JsonNode json = json(run.folder() + "/run.json");
      JsonNode seed = json.path("overrides").path("seed");
      JsonNode subject = json.path("subject");
      var own = new TreeMap<String, Digest>();
      listed
          .subMap(run.folder() + "/", run.folder() + "0")
          .forEach((path, digest) -> own.put(path.substring(run.folder().length() + 1), digest));
      runs.add(
          new ComparedRun(
              run.folder(),
              new Subject(
                  subject.path("model").asString(""),
                  subject.path("revision").asString(""),
                  subject.path("season").asString("")),
              RunBundle.digest(own),
              seed.isIntegralNumber() ? task.withSeed(seed.longValue()) : task,
              attempts(run.folder() + "/journal.jsonl")));
    }
    return runs;
  }

  /** Returns our runs of what was drawn. */
  public List<ComparedRun> ourRuns(BundleDraw draw) throws EvidenceException {
    BenchmarkTask whole = task();
    BenchmarkTask drawn = drawn(whole, draw);
    var numbers = new TreeMap<Integer, String>();
    for (String path : files.subMap(place.path("ours/"), place.path("ours0")).keySet()) {
      Matcher ours = OURS.matcher(path.substring(place.path("").length()));
      if (ours.matches()) {
        numbers.put(Integer.valueOf(ours.group(1)), ours.group());
      }
    }
    var runs = new ArrayList<ComparedRun>();
    for (Map.Entry<Integer, String> number : numbers.entrySet()) {
      var run = new SeasonRun(number.getKey());
      BenchmarkTask asked = run.of(drawn);
      Attempts attempts = attempts(number.getValue());
      try {
        Subject subject = BenchmarkScoring.onlySubject(asked, attempts);
        if (SeasonRun.numberOf(subject) != run.number()) {
          throw new EvidenceException(
              "%s holds replies to run %d"
                  .formatted(place.path(number.getValue()), SeasonRun.numberOf(subject)));
        }
        runs.add(
            new ComparedRun(
                "run-" + run.number(),
                subject,
                ourFiles(content(number.getValue()).digest()),
                asked,
                attempts));
      } catch (IOException e) {
        throw new EvidenceException(place.path(number.getValue()) + ": " + e.getMessage());
      }
    }
    return runs;
  }

  /** Returns the digest of a run of ours, which is kept as its journal alone. */
  public static Digest ourFiles(Digest journal) {
    return RunBundle.digest(new TreeMap<>(Map.of("journal.jsonl", journal)));
  }

  /** Returns a task of the drawn items alone. */
  private BenchmarkTask drawn(BenchmarkTask whole, BundleDraw draw) throws EvidenceException {
    try {
      return draw.items().size() == whole.items().count()
          ? whole
          : BenchmarkTask.parse(
              taskFile(), draw.itemLines(whole).getBytes(StandardCharsets.UTF_8), "items.jsonl");
    } catch (IOException | TaskException e) {
      throw new EvidenceException(place.path("draw.json") + ": " + e.getMessage());
    }
  }

  private byte[] taskFile() throws EvidenceException {
    String path = BenchmarkFiles.path(place.task(), "task.yaml");
    byte[] bytes = Content.find(files, path);
    if (bytes == null) {
      throw new EvidenceException(path + " is missing");
    }
    return bytes;
  }

  /**
   * Compares the team's runs with ours again.
   *
   * @throws EvidenceException if they cannot be compared
   */
  public ReproductionRecord record(BundleDraw draw, Tolerance tolerance) throws EvidenceException {
    try {
      return ReproductionRecord.ofItems(
          declaration(), bundle(), declaredRuns(), ourRuns(draw), tolerance, draw);
    } catch (BundleException | IOException e) {
      throw new EvidenceException(place.path("reproduction.json") + ": " + e.getMessage());
    }
  }

  /** Scores a run again. */
  public BenchmarkResult score(ComparedRun run) throws EvidenceException {
    try {
      return BenchmarkScoring.score(run.task(), run.subject(), run.attempts());
    } catch (IOException | TaskException e) {
      throw new EvidenceException(place.path(run.name()) + " cannot be scored: " + e.getMessage());
    }
  }

  private @Nullable Target target() throws EvidenceException {
    if (!files.containsKey(place.path("target.json"))) {
      return null;
    }
    JsonNode tree = json("target.json");
    if (!tree.path("score").isNumber() || tree.path("score").decimalValue().signum() <= 0) {
      throw new EvidenceException(place.path("target.json") + " has no score above 0");
    }
    BigDecimal score = tree.path("score").decimalValue();
    return new Target(tree.path("model").asString(""), score, tree.path("source").asString(""));
  }

  private Attempts attempts(String file) throws EvidenceException {
    return new JournalContent(place.path(file), content(file));
  }

  private JsonNode json(String name) throws EvidenceException {
    try {
      return JSON.readTree(file(name));
    } catch (JacksonException e) {
      throw new EvidenceException(place.path(name) + " is not JSON: " + e.getOriginalMessage());
    }
  }

  private byte[] file(String name) throws EvidenceException {
    return content(name).bytes();
  }

  private Content content(String name) throws EvidenceException {
    Content content = files.get(place.path(name));
    if (content == null) {
      throw new EvidenceException(place.path(name) + " is missing");
    }
    return content;
  }

  /**
   * Reads the draw of the stage.
   *
   * @return null if the bundle holds none
   * @throws EvidenceException if it is none
   */
  public static @Nullable StageDraw stageDraw(SortedMap<String, Content> files)
      throws EvidenceException {
    byte[] json = Content.find(files, DRAW);
    try {
      return json == null ? null : StageDraw.parse(json);
    } catch (BundleException e) {
      throw new EvidenceException(DRAW + ": " + e.getMessage());
    }
  }
}
