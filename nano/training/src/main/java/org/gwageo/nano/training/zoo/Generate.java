package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.nano.zoo.Cast;
import org.gwageo.nano.zoo.Derivation;
import org.gwageo.nano.zoo.Expected;

/**
 * Makes the zoo: {@code Generate FOLDER [--family NAME]}.
 *
 * <p>Models that are there already are kept, so an interrupted run goes on where it stopped. Exit
 * status 2 means that the arguments were wrong or a model could not be made.
 */
public final class Generate {
  private static final Set<String> FAMILIES =
      Set.of(
          "continued",
          "structure",
          "upcycle",
          "graft",
          "merge",
          "disguise",
          "numeric",
          "tokenizer",
          "adversarial",
          "vision",
          "must-not-fire");

  /** The steps at which checkpoints of different bases are paired, early ones and late ones. */
  private static final int[][] STEPS = {{0, 0}, {20, 20}, {100, 100}, {200, 380}};

  /** Nine models make 36 pairs; a class of shapes needs 30. */
  private static final int CONTROLS = 9;

  private final Path folder;
  private final Predicate<String> families;
  private final Nursery nursery;
  private final Bases bases;
  private final Seedlings seedlings;

  private Generate(Path folder, Predicate<String> families) {
    this.folder = folder;
    this.families = families;
    this.nursery = new Nursery(folder);
    this.bases = new Bases(folder);
    this.seedlings = new Seedlings(bases, nursery);
  }

  /** Runs the program. */
  public static void main(String[] arguments) throws IOException, CheckpointException {
    boolean one = arguments.length == 3 && arguments[1].equals("--family");
    if (arguments.length != 1 && !one) {
      System.err.println("usage: generate FOLDER [--family NAME]");
      System.exit(2);
    }
    if (one && !FAMILIES.contains(arguments[2])) {
      System.err.printf(
          "there is no family %s; there are %s%n",
          arguments[2], String.join(", ", FAMILIES.stream().sorted().toList()));
      System.exit(2);
    }
    Predicate<String> families = one ? arguments[2]::equals : family -> true;
    new Generate(Path.of(arguments[0]), families).run();
  }

  private void run() throws IOException, CheckpointException {
    for (Bases.Base base : Bases.PLAIN) {
      bases.grow(base, Bases.KEEP_EVERY);
    }
    List<Pair> nulls = new ArrayList<>();
    if (families.test("must-not-fire")) {
      nulls.addAll(unrelated());
      for (Seedlings.Kind kind : Seedlings.Kind.values()) {
        if (kind != Seedlings.Kind.DECODER) {
          nulls.addAll(halves(kind));
        }
      }
      nulls.addAll(earlier());
    }
    List<Pair> pairs = new ArrayList<>(derived());
    pairs.addAll(new Trainings(bases, nursery, families).all());
    new Manifest(pairs, nulls, nursery.records()).write(folder);
    System.err.printf("%d pairs and %d unrelated pairs%n", pairs.size(), nulls.size());
  }

  private List<Pair> derived() throws IOException, CheckpointException {
    List<Derivation> wanted =
        Derivation.all().stream().filter(one -> families.test(one.family())).toList();
    List<Pair> pairs = new ArrayList<>();
    if (wanted.isEmpty()) {
      return pairs;
    }
    Trainings trainings = new Trainings(bases, nursery, families);
    var cast =
        new Cast(
            nursery.read(Trainings.REFERENCE).specimen(),
            nursery.read("base-a2").specimen(),
            trainings.sibling(),
            nursery.read("base-b1").specimen());
    for (Derivation derivation : wanted) {
      nursery.put(derivation.name(), derivation.make(cast));
      pairs.add(
          new Pair(
              derivation.name(),
              Trainings.REFERENCE,
              derivation.family(),
              derivation.budget(),
              Expected.DERIVED,
              derivation.components(),
              derivation.seed()));
    }
    return pairs;
  }

  /**
   * Pairs every base and seedling of their kind with every other; no two share first weights. Pairs
   * of every second one, in the order of names, are controls.
   */
  private List<Pair> unrelated() throws IOException, CheckpointException {
    List<String> names = new ArrayList<>(Bases.PLAIN.stream().map(Bases.Base::name).toList());
    names.addAll(seedlings.grow(Seedlings.Kind.DECODER));
    Collections.sort(names);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        boolean control = i % 2 == 0 && j % 2 == 0;
        String kind = Seedlings.Kind.DECODER.title();
        pairs.add(unrelated(names.get(i), names.get(j), kind, control));
      }
    }
    return pairs;
  }

  /**
   * Pairs the first seedlings of a kind with each other, which become controls, and the others with
   * each other, which are judged.
   */
  private List<Pair> halves(Seedlings.Kind kind) throws IOException, CheckpointException {
    List<String> names = seedlings.grow(kind);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      boolean control = i < CONTROLS;
      for (int j = control ? 0 : CONTROLS; j < i; j++) {
        pairs.add(unrelated(names.get(i), names.get(j), kind.title(), control));
      }
    }
    return pairs;
  }

  /** Pairs checkpoints of different bases. */
  private List<Pair> earlier() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < Bases.PLAIN.size(); i++) {
      for (int j = 0; j < i; j++) {
        for (int[] steps : STEPS) {
          pairs.add(
              unrelated(
                  checkpoint(Bases.PLAIN.get(i).name(), steps[0]),
                  checkpoint(Bases.PLAIN.get(j).name(), steps[1]),
                  "checkpoints",
                  false));
        }
      }
    }
    return pairs;
  }

  private String checkpoint(String name, int step) throws IOException {
    Path path = nursery.checkpoint(name, step);
    if (!Files.exists(path)) {
      throw new IOException("the checkpoint %s is missing".formatted(path));
    }
    return folder.relativize(path).toString();
  }

  private static Pair unrelated(String subject, String reference, String kind, boolean control) {
    String family = control ? Pair.CONTROL : "unrelated";
    return new Pair(subject, reference, family, kind, Expected.INDEPENDENT, List.of(), 0);
  }
}
