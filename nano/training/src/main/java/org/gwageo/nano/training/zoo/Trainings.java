package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.gwageo.nano.zoo.Disguise;
import org.gwageo.nano.zoo.Expected;
import org.gwageo.nano.zoo.Graft;
import org.gwageo.nano.zoo.Specimen;
import org.gwageo.nano.zoo.Structure;
import org.gwageo.nano.zoo.TokenIds;
import org.gwageo.nano.zoo.Upcycling;
import org.jspecify.annotations.Nullable;

/** The models that only training can make, each with what is true about it. */
final class Trainings {
  static final String REFERENCE = "base-a1";

  private static final int VISION_STEPS = 400;
  private static final double GENTLE = 1e-3;
  private static final List<String> WHOLE = List.of("attention", "embedding", "mlp", "norms");
  private static final List<String> BODY = List.of("attention", "mlp", "norms");
  private static final List<String> EXPERTS = List.of("attention", "embedding", "experts", "norms");
  private static final List<String> MIXTURE =
      List.of("attention", "embedding", "experts", "norms", "router");

  private final Bases bases;
  private final Nursery nursery;
  private final Predicate<String> families;
  private final List<Pair> pairs = new ArrayList<>();

  /**
   * Creates the list.
   *
   * @param families which families are made
   */
  Trainings(Bases bases, Nursery nursery, Predicate<String> families) {
    this.bases = bases;
    this.nursery = nursery;
    this.families = families;
  }

  /** Where a training starts. */
  @FunctionalInterface
  private interface Start {
    Specimen get() throws IOException, CheckpointException;
  }

  /** Trains everything that is not there yet and returns the pairs. */
  List<Pair> all() throws IOException, CheckpointException {
    if (families.test("continued")) {
      continued();
    }
    repaired();
    if (families.test("adversarial")) {
      adversarial();
    }
    if (families.test("vision")) {
      vision();
    }
    if (families.test("must-not-fire")) {
      distilled();
      sameInit();
    }
    if (Stream.of("must-not-fire", "continued", "disguise", "upcycle").anyMatch(families)) {
      mixtures();
    }
    if (families.test("continued")) {
      further("cpt-300", "300 %", Corpus.A, 1200, Bases.RATE);
    }
    return List.copyOf(pairs);
  }

  /** Returns the base trained a tenth further, trained unless it is there already. */
  Specimen sibling() throws IOException, CheckpointException {
    further("cpt-10", "10 %", Corpus.A, 40, GENTLE);
    return nursery.read("cpt-10").specimen();
  }

  private void continued() throws IOException, CheckpointException {
    further("sft-1", "1 %", Corpus.EXERCISES, 4, 3e-4);
    further("cpt-10", "10 %", Corpus.A, 40, GENTLE);
    further("cpt-50", "50 %", Corpus.A, 200, GENTLE);
    further("cpt-100", "100 %", Corpus.A, 400, GENTLE);
    further("cpt-high-rate", "25 %, rate x 10", Corpus.A, 100, 1e-2);
    further("cpt-language-switch", "50 %, other language", Corpus.JAPANESE_ONLY, 200, 3e-3);
  }

  private void further(String name, String budget, Corpus corpus, int steps, double rate)
      throws IOException, CheckpointException {
    train(
        name,
        () -> base().specimen(),
        text(corpus, Corpus.A, 31 + steps),
        Objective.NEXT_TOKEN,
        steps,
        rate);
    derived(name, "continued", budget, WHOLE);
  }

  private void repaired() throws IOException, CheckpointException {
    Specimen base = base().specimen();
    repaired("structure", "neuron-prune-50-trained", WHOLE, Structure.keepNeurons(base, 0.5));
    repaired("structure", "depth-prune-25-trained", WHOLE, Structure.withoutLayers(base, 2));
    repaired("structure", "channel-prune-50-trained", WHOLE, Structure.keepChannels(base, 0.5));
    repaired("upcycle", "upcycle-slices-trained", EXPERTS, Upcycling.slices(base, 4, 2003));
    repaired("upcycle", "upcycle-copies-trained", EXPERTS, Upcycling.copies(base, 4, 0.05, 2001));
    if (families.test("disguise")) {
      train(
          "disguise-all-trained",
          () -> Disguise.ALL.apply(base, 1100),
          text(Corpus.A, Corpus.A, 41),
          Objective.NEXT_TOKEN,
          4,
          3e-4);
      derived("disguise-all-trained", "disguise", "all, then 1 %", WHOLE);
    }
    if (families.test("tokenizer")) {
      Specimen foreign = bases.start(Bases.PLAIN.get(2));
      train(
          "tokenizer-fresh-trained",
          () -> TokenIds.fresh(base, foreign, 6003),
          text(Corpus.B, Corpus.B, 42),
          Objective.NEXT_TOKEN,
          60,
          GENTLE);
      derived("tokenizer-fresh-trained", "tokenizer", "fresh embedding, then 15 %", BODY);
    }
  }

  private void repaired(String family, String name, List<String> components, Specimen start)
      throws IOException, CheckpointException {
    if (!families.test(family)) {
      return;
    }
    train(name, () -> start, text(Corpus.A, Corpus.A, 43), Objective.NEXT_TOKEN, 40, GENTLE);
    derived(
        name, family, name.replace("-trained", "").replace('-', ' ') + ", then 10 %", components);
  }

  private void distilled() throws IOException, CheckpointException {
    Nursery.Grown teacher = base();
    try (var graph = new Graph(teacher.specimen(), false)) {
      scratch("distilled-logits", 8, Objective.distributionsOf(graph));
      other("distilled-logits", "distilled from logits", Expected.INDEPENDENT, List.of());
      scratch("distilled-states", 9, Objective.statesOf(graph));
      other(
          "distilled-states",
          "distilled from states",
          Expected.REPRESENTATION_DISTILLATION,
          List.of());
    }
    if (!nursery.has("generated-text")) {
      var text = new GeneratedText(teacher.specimen(), 60_000, 51);
      Specimen start = bases.start(new Bases.Base("", Corpus.A, 10, 0, false));
      nursery.grow(
          "generated-text", start, new Training(text, Objective.NEXT_TOKEN, 300, Bases.RATE), 0);
    }
    other("generated-text", "trained on its text", Expected.INDEPENDENT, List.of());
  }

  private void sameInit() throws IOException, CheckpointException {
    sameInit("same-init-other-order", "other order", Corpus.A, 12);
    sameInit("same-init-other-corpus", "shared seed, other text", Corpus.B, 22);
  }

  /** Trains a student from random weights of its own. */
  private void scratch(String name, long init, Objective objective)
      throws IOException, CheckpointException {
    train(
        name,
        () -> bases.start(new Bases.Base("", Corpus.A, init, 0, false)),
        text(Corpus.A, Corpus.A, 50 + init),
        objective,
        Bases.STEPS,
        Bases.RATE);
  }

  private void sameInit(String name, String budget, Corpus corpus, long order)
      throws IOException, CheckpointException {
    bases.grow(new Bases.Base(name, corpus, 1, order, false), 0);
    other(name, budget, Expected.SAME_INIT, corpus == Corpus.A ? WHOLE : BODY);
  }

  private void adversarial() throws IOException, CheckpointException {
    Specimen base = base().specimen();
    try (var graph = new Graph(base, false)) {
      for (Decorrelation kind : Decorrelation.values()) {
        boolean scalars = kind == Decorrelation.SCALARS;
        String name = scalars ? "decorrelated-scalars" : "decorrelated-rows";
        train(
            name,
            () -> base,
            text(Corpus.A, Corpus.A, 61),
            kind.from(graph, scalars ? 1f : 0.3f),
            100,
            GENTLE);
        derived(name, "adversarial", scalars ? "against scalars" : "against rows", WHOLE);
      }
    }
  }

  private void mixtures() throws IOException, CheckpointException {
    Specimen mixture = bases.grow(Bases.MIXTURE, 0).specimen();
    Specimen twin = bases.grow(Bases.MIXTURE_TWIN, 0).specimen();
    if (families.test("must-not-fire")) {
      mixture(Bases.MIXTURE_TWIN.name(), "must-not-fire", "mixtures", List.of());
    }
    if (families.test("continued")) {
      train(
          "moe-cpt-10",
          () -> mixture,
          text(Corpus.A, Corpus.A, 71),
          Objective.NEXT_TOKEN,
          40,
          GENTLE);
      mixture("moe-cpt-10", "continued", "10 %, mixture", MIXTURE);
    }
    if (families.test("disguise")) {
      for (Disguise disguise : List.of(Disguise.EXPERT_ORDER, Disguise.ALL)) {
        String name = "moe-disguise-" + disguise.name().toLowerCase(Locale.ROOT).replace('_', '-');
        nursery.put(name, disguise.apply(mixture, 1200));
        mixture(name, "disguise", name.replace("moe-disguise-", "mixture, "), MIXTURE);
      }
    }
    if (families.test("upcycle")) {
      nursery.put("moe-graft-experts", Upcycling.graftedExperts(twin, mixture, 0, 2));
      mixture("moe-graft-experts", "upcycle", "2 of 4 experts", List.of("experts"));
    }
  }

  private void mixture(String name, String family, String budget, List<String> components) {
    Expected expected = components.isEmpty() ? Expected.INDEPENDENT : Expected.DERIVED;
    pairs.add(new Pair(name, Bases.MIXTURE.name(), family, budget, expected, components, 0));
  }

  private void vision() throws IOException, CheckpointException {
    Specimen first = tower("vision-1", 81, VISION_STEPS, null);
    Specimen second = tower("vision-2", 82, VISION_STEPS, null);
    Specimen tuned = tower("vision-tuned", 83, VISION_STEPS / 10, first);
    Specimen text = base().specimen();
    Specimen other = nursery.read("base-a2").specimen();
    nursery.put("multimodal", Graft.multimodal(text, first));
    nursery.put("multimodal-frozen", Graft.multimodal(other, first));
    nursery.put("multimodal-tuned", Graft.multimodal(other, tuned));
    nursery.put("multimodal-own", Graft.multimodal(other, second));
    List<String> component = List.of("vision");
    pairs.add(vision("vision-tuned", "vision-1", "tuned 10 %", component));
    pairs.add(vision("vision-2", "vision-1", "other start", List.of()));
    pairs.add(vision("multimodal-frozen", "multimodal", "tower taken", component));
    pairs.add(vision("multimodal-tuned", "multimodal", "tower taken, tuned 10 %", component));
    pairs.add(vision("multimodal-own", "multimodal", "own tower", List.of()));
  }

  private Specimen tower(String name, long seed, int steps, @Nullable Specimen start)
      throws IOException, CheckpointException {
    byte[] tokenizer = base().specimen().tokenizer();
    return nursery
        .grow(
            name,
            steps,
            () -> {
              Specimen from = start == null ? VisionTower.drawn(tokenizer, seed) : start;
              return VisionTower.train(from, steps, seed);
            })
        .specimen();
  }

  private static Pair vision(
      String subject, String reference, String budget, List<String> components) {
    Expected expected = components.isEmpty() ? Expected.INDEPENDENT : Expected.DERIVED;
    String family = components.isEmpty() ? "must-not-fire" : "vision";
    return new Pair(subject, reference, family, budget, expected, components, 0);
  }

  private void train(
      String name, Start start, Batches text, Objective objective, int steps, double rate)
      throws IOException, CheckpointException {
    if (!nursery.has(name)) {
      nursery.grow(name, start.get(), new Training(text, objective, steps, rate), 0);
    }
  }

  private Batches text(Corpus corpus, Corpus tokenizer, long seed)
      throws IOException, CheckpointException {
    Tokenizer ids = bases.tokenizer(tokenizer);
    return new TokenStream(corpus, ids, 1000 + seed);
  }

  private void derived(String name, String family, String budget, List<String> components) {
    pairs.add(new Pair(name, REFERENCE, family, budget, Expected.DERIVED, components, 0));
  }

  private void other(String name, String budget, Expected expected, List<String> components) {
    pairs.add(new Pair(name, REFERENCE, "must-not-fire", budget, expected, components, 0));
  }

  private Nursery.Grown base() throws IOException, CheckpointException {
    return nursery.read(REFERENCE);
  }
}
