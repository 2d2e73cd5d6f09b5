package org.gwageo.benchmark.reproduction;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** A folder with {@code bundle.json} and the folders {@code run-1}, {@code run-2} and so on. */
public final class RunBundle {

  /** The name of the declaration. */
  public static final String FILE = "bundle.json";

  private static final long LONGEST = 1 << 20;
  private static final int DECIMALS = 6;

  private final Path folder;
  private final Declaration declaration;
  private final Grants grants;

  private RunBundle(Path folder, Declaration declaration, Grants grants) {
    this.folder = folder;
    this.declaration = declaration;
    this.grants = grants;
  }

  /**
   * Opens a bundle; its runs are not looked at.
   *
   * @throws BundleException if the declaration is wrong
   * @throws IOException if it cannot be read
   */
  public static RunBundle open(Path folder) throws IOException, BundleException {
    return open(folder, Grants.NONE);
  }

  /**
   * Opens a bundle whose task needs something to be scored.
   *
   * @throws BundleException if the declaration is wrong
   * @throws IOException if it cannot be read
   */
  public static RunBundle open(Path folder, Grants grants) throws IOException, BundleException {
    Path file = folder.resolve(FILE);
    if (Files.size(file) > LONGEST) {
      throw new BundleException(
          "bundle.json has %d bytes, at most %d are read".formatted(Files.size(file), LONGEST));
    }
    return new RunBundle(folder, Declaration.parse(Files.readAllBytes(file)), grants);
  }

  /**
   * Describes the run folders {@code run-1}, {@code run-2} and so on of {@code folder} from what is
   * in them, and writes {@code bundle.json}.
   *
   * @param hardware what the model ran on
   * @throws BundleException if there are fewer than two runs, or one has no score
   * @throws IOException if a file cannot be read or written
   */
  public static RunBundle describe(Path folder, String hardware, Grants grants)
      throws IOException, BundleException {
    List<Declaration.Run> runs = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    BenchmarkFolder first = null;
    for (int i = 1; i <= Declaration.MOST_RUNS; i++) {
      Path place = folder.resolve("run-" + i);
      if (!Files.isDirectory(place)) {
        break;
      }
      try {
        BenchmarkFolder run = BenchmarkFolder.open(place, grants);
        first = first == null ? run : first;
        BenchmarkResult result =
            BenchmarkScoring.score(
                run.task(), run.subject(), RunReading.journal(place.resolve("journal.jsonl")));
        Double score = result.headline().estimate().value();
        if (score == null) {
          throw new BundleException("run-%d has no reply that counts".formatted(i));
        }
        scores.add(score);
        runs.add(new Declaration.Run("run-" + i, seed(run.task()), rounded(score)));
      } catch (TaskException e) {
        throw new BundleException("run-%d cannot be read: %s".formatted(i, e.getMessage()), e);
      }
    }
    if (first == null || scores.size() < 2) {
      throw new BundleException(
          "a bundle has at least 2 runs in folders run-1, run-2 and so on, not " + scores.size());
    }
    double[] values = scores.stream().mapToDouble(Double::doubleValue).toArray();
    var declaration =
        new Declaration(
            first.task().id(),
            digest(first.task()),
            first.subject(),
            generation(first.task()),
            runs,
            rounded(Spread.mean(values)),
            rounded(Spread.deviation(values)),
            hardware);
    Files.write(folder.resolve(FILE), declaration.toJson());
    return new RunBundle(folder, declaration, grants);
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  /**
   * Returns the digest of a task whatever seed it is asked with: that of the task with seed 0. Two
   * runs with different seeds are runs of the same task by it.
   */
  public static Digest digest(BenchmarkTask task) {
    return task.withSeed(0).digest();
  }

  /** Returns how a task asks, apart from model, prompt and seed. */
  static Map<String, Object> generation(BenchmarkTask task) {
    var members = new TreeMap<String, Object>(task.rendering().parameters());
    members.remove("seed");
    return members;
  }

  static @Nullable Long seed(BenchmarkTask task) {
    return task.rendering().parameters().get("seed") instanceof Number seed
        ? seed.longValue()
        : null;
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /** Returns what the team says. */
  public Declaration declaration() {
    return declaration;
  }

  /** Returns what reading the runs is granted. */
  Grants grants() {
    return grants;
  }

  /** Returns the digest of every file of the bundle with its path: that of {@link #files}. */
  public Digest digest() throws IOException {
    return filesDigest(folder);
  }

  /** Returns the digest of each file of the bundle by its path. */
  public SortedMap<String, Digest> files() throws IOException {
    return files(folder);
  }

  /** Returns the digest of files by path: that of canonical JSON with the path of each as key. */
  public static Digest digest(SortedMap<String, Digest> files) {
    var words = new TreeMap<String, Object>();
    files.forEach((path, digest) -> words.put(path, digest.toString()));
    return Digest.ofJson(words);
  }

  static Digest filesDigest(Path folder) throws IOException {
    return digest(files(folder));
  }

  /** All files below a folder, up to three levels, links not followed. */
  private static SortedMap<String, Digest> files(Path folder) throws IOException {
    var files = new TreeMap<String, Digest>();
    try (Stream<Path> all = Files.walk(folder, 3)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          files.put(folder.relativize(file).toString().replace('\\', '/'), Digest.of(file));
        }
      }
    }
    return files;
  }
}
