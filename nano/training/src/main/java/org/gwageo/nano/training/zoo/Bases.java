package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.gwageo.nano.zoo.Specimen;

/** The models that everything else descends from: six plain ones and a mixture of experts. */
final class Bases {
  static final int STEPS = 400;
  static final double RATE = 3e-3;

  /** Every how many steps a base keeps a checkpoint: 20 of them beside step 0. */
  static final int KEEP_EVERY = STEPS / 20;

  /**
   * How a base comes about.
   *
   * @param init the seed of its first weights
   * @param order the seed of its text
   */
  record Base(String name, Corpus corpus, long init, long order, boolean mixture) {}

  /**
   * Three of each corpus. The second of each reads the same text in the same order as the first.
   */
  static final List<Base> PLAIN =
      List.of(
          new Base("base-a1", Corpus.A, 1, 11, false),
          new Base("base-a2", Corpus.A, 2, 11, false),
          new Base("base-b1", Corpus.B, 4, 21, false),
          new Base("base-a3", Corpus.A, 3, 13, false),
          new Base("base-b2", Corpus.B, 5, 21, false),
          new Base("base-b3", Corpus.B, 6, 23, false));

  /** The mixture of experts, of corpus A. */
  static final Base MIXTURE = new Base("base-moe", Corpus.A, 7, 17, true);

  /** A second, independent one. */
  static final Base MIXTURE_TWIN = new Base("base-moe-2", Corpus.A, 14, 18, true);

  /** How many models are trained for a few steps only, for pairs without any relation. */
  static final int SEEDLINGS = 16;

  private static final int SEEDLING_STEPS = 40;

  private final Path folder;
  private final Nursery nursery;

  Bases(Path folder) {
    this.folder = folder;
    this.nursery = new Nursery(folder);
  }

  /** Returns the base, trained unless it is there already. */
  Nursery.Grown grow(Base base, int keepEvery) throws IOException, CheckpointException {
    Tokenizer tokenizer = tokenizer(base.corpus());
    Specimen start = start(base);
    var text = new TokenStream(base.corpus(), tokenizer, base.order());
    var training = new Training(text, Objective.NEXT_TOKEN, STEPS, RATE);
    return nursery.grow(base.name(), start, training, keepEvery);
  }

  /**
   * Returns the names of {@link #SEEDLINGS} models of both corpora in turn, each with first weights
   * and text of its own, trained unless they are there already.
   */
  List<String> growSeedlings() throws IOException, CheckpointException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < SEEDLINGS; i++) {
      String name = "seedling-%02d".formatted(i);
      Corpus corpus = i % 2 == 0 ? Corpus.A : Corpus.B;
      var base = new Base(name, corpus, 200 + i, 300 + i, false);
      var text = new TokenStream(corpus, tokenizer(corpus), base.order());
      var training = new Training(text, Objective.NEXT_TOKEN, SEEDLING_STEPS, RATE);
      nursery.grow(name, start(base), training, 0);
      names.add(name);
    }
    return names;
  }

  /** Returns the weights of {@code base} before its first step. */
  Specimen start(Base base) throws IOException, CheckpointException {
    int vocabulary = tokenizer(base.corpus()).size();
    byte[] json = Files.readAllBytes(tokenizerFile(base.corpus()));
    return base.mixture()
        ? Shapes.mixture(json, vocabulary, base.init())
        : Shapes.dense(json, vocabulary, base.init());
  }

  /** Returns the tokenizer learnt from {@code corpus}, which all models of that corpus share. */
  Tokenizer tokenizer(Corpus corpus) throws IOException, CheckpointException {
    Path file = tokenizerFile(corpus);
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.write(file, corpus.tokenizer(Shapes.VOCABULARY));
    }
    return Nursery.tokenizer(file);
  }

  Path tokenizerFile(Corpus corpus) {
    return folder.resolve("tokenizers").resolve(corpus + ".json");
  }
}
