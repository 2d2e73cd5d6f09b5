package org.gwageo.nano.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One way to make a model without training, with what is true about it beside the base of its cast.
 *
 * @param name a name in lower case, unique among all derivations
 * @param family the kind of derivation: disguise, structure, upcycle, graft, merge, numeric,
 *     tokenizer or adversarial
 * @param budget how much of it, such as {@code 25 %}; empty where there is no more or less
 * @param components the components that come from the base
 * @param seed the seed of all draws
 * @param how makes the model
 */
public record Derivation(
    String name,
    String family,
    String budget,
    List<String> components,
    long seed,
    Function<Cast, Specimen> how) {

  private static final List<String> WHOLE = List.of("attention", "embedding", "mlp", "norms");
  private static final List<String> BODY = List.of("attention", "mlp", "norms");
  private static final List<String> EXPERTS = List.of("attention", "embedding", "experts", "norms");
  private static final double[] SHARES = {0.5, 0.25, 0.1};

  /** Returns the model. */
  public Specimen make(Cast cast) {
    return how.apply(cast);
  }

  /** Returns all derivations; the seeds are fixed. */
  public static List<Derivation> all() {
    var all = new ArrayList<Derivation>();
    all.addAll(disguises());
    all.addAll(structures());
    all.addAll(upcyclings());
    all.addAll(grafts());
    all.addAll(merges());
    all.addAll(numerics());
    all.addAll(tokenizers());
    all.addAll(adversarial());
    return List.copyOf(all);
  }

  /** Returns the derivation called {@code name}. */
  public static Derivation named(String name) {
    return all().stream()
        .filter(derivation -> derivation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no derivation " + name));
  }

  private static List<Derivation> disguises() {
    var all = new ArrayList<Derivation>();
    long next = 1000;
    for (Disguise disguise : Disguise.values()) {
      long seed = next++;
      if (disguise != Disguise.EXPERT_ORDER) {
        String name = disguise.name().toLowerCase(Locale.ROOT).replace('_', '-');
        all.add(
            new Derivation(
                "disguise-" + name,
                "disguise",
                name,
                WHOLE,
                seed,
                cast -> disguise.apply(cast.base(), seed)));
      }
    }
    return all;
  }

  private static List<Derivation> structures() {
    var all = new ArrayList<Derivation>();
    for (int percent : new int[] {25, 50}) {
      all.add(
          structure(
              "depth-prune-" + percent,
              "blocks -%d %%".formatted(percent),
              base -> Structure.withoutLayers(base, Math.ceilDiv(base.layers() * percent, 100))));
    }
    all.add(
        structure(
            "depth-every-second",
            "every second block",
            base ->
                Structure.layers(
                    base, IntStream.range(0, base.layers()).filter(i -> i % 2 == 1).toArray())));
    all.add(
        structure(
            "depth-duplicate",
            "middle twice",
            base -> Structure.duplicated(base, Math.max(1, base.layers() / 6))));
    for (int percent : new int[] {25, 50, 75}) {
      all.add(
          structure(
              "neuron-prune-" + percent,
              "neurons -%d %%".formatted(percent),
              base -> Structure.keepNeurons(base, 1 - percent / 100.0)));
    }
    for (int percent : new int[] {25, 50}) {
      all.add(
          structure(
              "channel-prune-" + percent,
              "channels -%d %%".formatted(percent),
              base -> Structure.keepChannels(base, 1 - percent / 100.0)));
    }
    all.add(
        structure(
            "head-prune-50",
            "heads -50 %",
            base -> Structure.keepHeads(base, IntStream.range(0, base.keyHeads() / 2).toArray())));
    all.add(structure("grouped-queries", "2 to 1", base -> Structure.pooledKeyHeads(base, 2)));
    return all;
  }

  private static Derivation structure(
      String name, String budget, Function<Specimen, Specimen> how) {
    return new Derivation(name, "structure", budget, WHOLE, 0, cast -> how.apply(cast.base()));
  }

  private static List<Derivation> upcyclings() {
    return List.of(
        new Derivation(
            "upcycle-copies",
            "upcycle",
            "4 copies, noise 5 %",
            EXPERTS,
            2001,
            cast -> Upcycling.copies(cast.base(), 4, 0.05, 2001)),
        new Derivation(
            "upcycle-copies-noisy",
            "upcycle",
            "4 copies, noise 50 %",
            EXPERTS,
            2002,
            cast -> Upcycling.copies(cast.base(), 4, 0.5, 2002)),
        new Derivation(
            "upcycle-slices",
            "upcycle",
            "4 slices",
            EXPERTS,
            2003,
            cast -> Upcycling.slices(cast.base(), 4, 2003)));
  }

  private static List<Derivation> grafts() {
    var all = new ArrayList<Derivation>();
    all.add(
        new Derivation(
            "graft-embedding",
            "graft",
            "embedding",
            List.of("embedding"),
            0,
            cast -> Graft.embedding(cast.other(), cast.base())));
    all.add(
        new Derivation(
            "graft-attention",
            "graft",
            "attention",
            List.of("attention"),
            0,
            cast -> Graft.attention(cast.other(), cast.base())));
    all.add(
        new Derivation(
            "graft-mlp",
            "graft",
            "mlp of blocks 1 and 2",
            List.of("mlp"),
            0,
            cast -> Graft.networks(cast.other(), cast.base(), 1, 2)));
    for (int percent : new int[] {5, 10, 25}) {
      for (boolean scattered : new boolean[] {false, true}) {
        long seed = 3000 + 10L * percent + (scattered ? 1 : 0);
        all.add(
            new Derivation(
                "graft-neurons-%d%s".formatted(percent, scattered ? "-scattered" : ""),
                "graft",
                "%d %% of neurons%s".formatted(percent, scattered ? ", other places" : ""),
                List.of("mlp"),
                seed,
                cast ->
                    Graft.neurons(cast.other(), cast.base(), percent / 100.0, scattered, seed)));
      }
    }
    return all;
  }

  private static List<Derivation> merges() {
    var all = new ArrayList<Derivation>();
    for (double share : SHARES) {
      long percent = Math.round(100 * share);
      all.add(
          merge(
              "linear-" + percent, share, cast -> Merge.linear(cast.other(), cast.base(), share)));
      all.add(
          merge("slerp-" + percent, share, cast -> Merge.slerp(cast.other(), cast.base(), share)));
    }
    all.add(
        merge("sibling-linear-50", 0.5, cast -> Merge.linear(cast.base(), cast.sibling(), 0.5)));
    all.add(
        merge(
            "ties-independent",
            0.5,
            cast -> Merge.ties(cast.base(), cast.other(), nothing(cast.base()), 0.5)));
    all.add(
        merge(
            "dare-independent",
            0.5,
            cast -> Merge.dare(cast.base(), cast.other(), nothing(cast.base()), 0.5, 4001)));
    all.add(
        merge(
            "ties-sibling",
            0.5,
            cast -> Merge.ties(cast.sibling(), cast.other(), cast.base(), 0.2)));
    all.add(
        merge(
            "dare-sibling",
            0.5,
            cast -> Merge.dare(cast.sibling(), cast.other(), cast.base(), 0.5, 4002)));
    return all;
  }

  private static Derivation merge(String name, double share, Function<Cast, Specimen> how) {
    return new Derivation(
        "merge-" + name, "merge", "%d %%".formatted(Math.round(100 * share)), WHOLE, 4000, how);
  }

  /** Returns a model of zeros, against which a whole model is a difference. */
  private static Specimen nothing(Specimen model) {
    return Merge.blended(model, model, -1);
  }

  private static List<Derivation> numerics() {
    var all = new ArrayList<Derivation>();
    for (Precision precision : Precision.values()) {
      String name = precision.name().toLowerCase(Locale.ROOT);
      all.add(
          new Derivation(
              "numeric-" + name,
              "numeric",
              name,
              WHOLE,
              0,
              cast -> precision.roundTrip(cast.base())));
    }
    for (double factor : new double[] {0.01, 0.1, 0.3, 1, 2, 4}) {
      all.add(
          new Derivation(
              "noise-" + factor,
              "numeric",
              "noise %s σ".formatted(factor),
              WHOLE,
              5001,
              cast -> Precision.noisy(cast.base(), factor, 5001)));
    }
    return all;
  }

  private static List<Derivation> tokenizers() {
    return List.of(
        new Derivation(
            "tokenizer-shuffled",
            "tokenizer",
            "shuffled ids",
            WHOLE,
            6001,
            cast -> TokenIds.shuffled(cast.base(), 6001)),
        new Derivation(
            "tokenizer-extended",
            "tokenizer",
            "64 tokens more",
            WHOLE,
            6002,
            cast -> TokenIds.extended(cast.base(), 64, 6002)),
        new Derivation(
            "tokenizer-transplanted",
            "tokenizer",
            "matching pursuit",
            WHOLE,
            0,
            cast -> TokenIds.transplanted(cast.base(), cast.foreign(), 8)),
        new Derivation(
            "tokenizer-fresh",
            "tokenizer",
            "fresh embedding",
            BODY,
            6003,
            cast -> TokenIds.fresh(cast.base(), cast.foreign(), 6003)));
  }

  private static List<Derivation> adversarial() {
    return List.of(
        new Derivation(
            "stuffed-10",
            "adversarial",
            "10 % double, 10 % dead neurons",
            WHOLE,
            7001,
            cast -> Structure.stuffed(cast.base(), 0.1, 7001)),
        new Derivation(
            "blended-30",
            "adversarial",
            "0.3 of an independent start",
            WHOLE,
            0,
            cast -> Merge.blended(cast.base(), cast.other(), 0.3)));
  }
}
