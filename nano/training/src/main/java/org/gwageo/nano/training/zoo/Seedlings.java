package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.nano.zoo.Specimen;

/**
 * Models that are trained for a few steps only, each with first weights and text of its own, for
 * pairs without any relation. Those of a kind have one class of shapes.
 */
final class Seedlings {
  /** How many steps a seedling is trained for. */
  static final int STEPS = 40;

  /**
   * The kinds of seedlings.
   *
   * <p>The seeds of a kind lie a thousand from those of the next, so no two seedlings share any.
   */
  enum Kind {
    DECODER("seedling", "bases and seedlings", 16, 200),
    WIDE_DECODER("wide-seedling", "wide decoders", 13, 1200),
    MIXTURE("mixture-seedling", "mixtures of experts", 18, 2200),
    PICTURE_ENCODER("picture-seedling", "picture encoders", 18, 3200),
    WIDE_PICTURE_ENCODER("wide-picture-seedling", "wide picture encoders", 13, 4200);

    private final String prefix;
    private final String title;
    private final int count;
    private final long seed;

    Kind(String prefix, String title, int count, long seed) {
      this.prefix = prefix;
      this.title = title;
      this.count = count;
      this.seed = seed;
    }

    /** Returns what the table of false alarms calls their pairs. */
    String title() {
      return title;
    }
  }

  private final Bases bases;
  private final Nursery nursery;

  Seedlings(Bases bases, Nursery nursery) {
    this.bases = bases;
    this.nursery = nursery;
  }

  /** Returns the names of all seedlings of {@code kind}, trained unless they are there already. */
  List<String> grow(Kind kind) throws IOException, CheckpointException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < kind.count; i++) {
      String name = "%s-%02d".formatted(kind.prefix, i);
      if (!nursery.has(name)) {
        Corpus corpus = i % 2 == 0 ? Corpus.A : Corpus.B;
        long seed = kind.seed + i;
        nursery.grow(name, STEPS, () -> grown(kind, corpus, seed));
      }
      names.add(name);
    }
    return names;
  }

  private Training.Trained grown(Kind kind, Corpus corpus, long seed)
      throws IOException, CheckpointException {
    byte[] tokenizer = bases.tokenizerJson(corpus);
    int vocabulary = bases.tokenizer(corpus).size();
    return switch (kind) {
      case DECODER -> read(Shapes.dense(tokenizer, vocabulary, seed), corpus, seed);
      case WIDE_DECODER -> read(Shapes.wide(tokenizer, vocabulary, seed), corpus, seed);
      case MIXTURE -> read(Shapes.mixture(tokenizer, vocabulary, seed), corpus, seed);
      case PICTURE_ENCODER -> VisionTower.train(VisionTower.drawn(tokenizer, seed), STEPS, seed);
      case WIDE_PICTURE_ENCODER ->
          VisionTower.train(VisionTower.drawn(tokenizer, VisionTower.WIDE, seed), STEPS, seed);
    };
  }

  private Training.Trained read(Specimen start, Corpus corpus, long seed)
      throws IOException, CheckpointException {
    var text = new TokenStream(corpus, bases.tokenizer(corpus), seed + 100);
    return new Training(text, Objective.NEXT_TOKEN, STEPS, Bases.RATE).run(start);
  }
}
