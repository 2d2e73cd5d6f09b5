package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.lineage.calibration.ControlCollection;
import org.gwageo.lineage.calibration.ControlLibrary;

/**
 * Runs the lineage engine over all pairs of a zoo and writes the control library and the table of
 * results: {@code Results FOLDER FILE.md CONTROLS.json}.
 *
 * <p>Unrelated pairs that the manifest calls controls make the library; all other pairs are judged
 * with it.
 *
 * <p>Exit status 1 means that an unrelated pair was called a derivation, 2 that the zoo could not
 * be read.
 */
public final class Results {
  private Results() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3) {
      System.err.println("usage: results FOLDER FILE.md CONTROLS.json");
      System.exit(2);
    }
    Path zoo = Path.of(arguments[0]);
    Manifest manifest = Manifest.read(zoo);
    Map<Boolean, List<Pair>> unrelated =
        manifest.nulls().stream()
            .collect(Collectors.partitioningBy(pair -> pair.family().equals(Pair.CONTROL)));
    List<Result> controls =
        compare(zoo, unrelated.getOrDefault(true, List.of()), ControlLibrary.empty());
    var collection = new ControlCollection();
    controls.forEach(result -> result.addTo(collection));
    ControlLibrary library = collection.library();
    Files.write(Path.of(arguments[2]), library.toJson());
    List<Result> nulls = compare(zoo, unrelated.getOrDefault(false, List.of()), library);
    List<Result> pairs = compare(zoo, manifest.pairs(), library);
    Path file = Path.of(arguments[1]);
    Files.writeString(
        file, new ResultsPage(pairs, nulls, controls, library, manifest.trainings()).text());
    long alarms =
        Stream.concat(pairs.stream(), nulls.stream())
            .filter(result -> result.judgement().equals("FALSE ALARM"))
            .count();
    System.err.printf("%s is written; %d false alarms%n", file, alarms);
    System.exit(alarms > 0 ? 1 : 0);
  }

  /** Compares pairs on all processors; the results come in the order of the pairs. */
  private static List<Result> compare(Path zoo, List<Pair> pairs, ControlLibrary controls)
      throws IOException, InterruptedException {
    var done = new AtomicInteger();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Result>> running = new ArrayList<>();
      for (Pair pair : pairs) {
        running.add(
            pool.submit(
                () -> {
                  Result result = Result.of(zoo, pair, controls);
                  System.err.printf(
                      "%d/%d %s %s: %s%n",
                      done.incrementAndGet(),
                      pairs.size(),
                      pair.subject(),
                      pair.reference(),
                      result.grade().id());
                  return result;
                }));
      }
      List<Result> results = new ArrayList<>();
      for (int i = 0; i < running.size(); i++) {
        try {
          results.add(running.get(i).get());
        } catch (ExecutionException e) {
          pool.shutdownNow();
          throw new IOException("%s cannot be compared".formatted(pairs.get(i)), e.getCause());
        }
      }
      return results;
    }
  }
}
