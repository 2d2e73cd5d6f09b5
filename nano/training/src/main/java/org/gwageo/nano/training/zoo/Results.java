package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gwageo.lineage.calibration.ControlCollection;
import org.gwageo.lineage.calibration.ControlLibrary;

/**
 * Runs the lineage engine over all pairs of a zoo and writes the control library and the table of
 * results: {@code Results FOLDER FILE.md CONTROLS.json}.
 *
 * <p>Every second of the unrelated models, in the order of their names, is a control model. Pairs
 * of control models make the library; all other pairs are judged with it.
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
    Set<String> controlModels = controlModels(manifest.nulls());
    List<Pair> controlPairs =
        manifest.nulls().stream().filter(pair -> isControl(pair, controlModels)).toList();
    List<Pair> judged =
        manifest.nulls().stream().filter(pair -> !isControl(pair, controlModels)).toList();
    List<Result> controls = compare(zoo, controlPairs, ControlLibrary.empty());
    var collection = new ControlCollection();
    controls.forEach(result -> result.addTo(collection));
    ControlLibrary library = collection.library();
    Files.write(Path.of(arguments[2]), library.toJson());
    List<Result> nulls = compare(zoo, judged, library);
    List<Result> pairs = compare(zoo, manifest.pairs(), library);
    Path file = Path.of(arguments[1]);
    Files.writeString(file, new ResultsPage(pairs, nulls, controls, manifest.trainings()).text());
    long alarms =
        Stream.concat(pairs.stream(), nulls.stream())
            .filter(result -> result.judgement().equals("FALSE ALARM"))
            .count();
    System.err.printf("%s is written; %d false alarms%n", file, alarms);
    System.exit(alarms > 0 ? 1 : 0);
  }

  private static Set<String> controlModels(List<Pair> nulls) {
    List<String> names =
        nulls.stream()
            .filter(pair -> !pair.subject().contains("/") && !pair.reference().contains("/"))
            .flatMap(pair -> Stream.of(pair.subject(), pair.reference()))
            .distinct()
            .sorted()
            .toList();
    Set<String> controls = new TreeSet<>();
    for (int i = 0; i < names.size(); i += 2) {
      controls.add(names.get(i));
    }
    return controls;
  }

  private static boolean isControl(Pair pair, Set<String> controlModels) {
    return controlModels.contains(pair.subject()) && controlModels.contains(pair.reference());
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
