package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Returns the weights of {@code base} before its first step. */
  Specimen start(Base base) throws IOException, CheckpointException {
    int vocabulary = tokenizer(base.corpus()).size();
    return base.mixture()
        ? Shapes.mixture(tokenizerJson(base.corpus()), vocabulary, base.init())
        : Shapes.dense(tokenizerJson(base.corpus()), vocabulary, base.init());
  }

  /** Returns the bytes of the tokenizer learnt from {@code corpus}. */
  byte[] tokenizerJson(Corpus corpus) throws IOException, CheckpointException {
    tokenizer(corpus);
    return Files.readAllBytes(tokenizerFile(corpus));
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

  private Path tokenizerFile(Corpus corpus) {
    return folder.resolve("tokenizers").resolve(corpus + ".json");
  }
}
