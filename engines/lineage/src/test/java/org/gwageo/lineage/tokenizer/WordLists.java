package org.gwageo.lineage.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Lists of tokens as tokenizers learn them: by falling frequency in a corpus of their own. */
final class WordLists {

  private WordLists() {}

  /** Returns {@code n} different words whose order is their frequency in the language. */
  static List<String> language(int n, long seed) {
    var random = new SplittableRandom(seed);
    var words = new LinkedHashSet<String>();
    while (words.size() < n) {
      var word = new StringBuilder(" ");
      int length = 3 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words.add(word.toString());
    }
    return List.copyOf(words);
  }

  /**
   * Returns the words by their counts in a corpus of its own: word i has log frequency -log(i+2)
   * with noise of spread {@code noise}. Equal counts are ordered by the alphabet.
   *
   * @param grain counts are rounded down to powers of this, 1 for no rounding
   */
  static List<String> learned(List<String> language, double noise, double grain, long seed) {
    var random = new SplittableRandom(seed);
    Map<String, Double> frequency = new HashMap<>();
    for (int i = 0; i < language.size(); i++) {
      double log = -StrictMath.log(i + 2.0) + noise * random.nextGaussian();
      frequency.put(language.get(i), grain == 1 ? log : Math.floor(log / Math.log(grain)));
    }
    var list = new ArrayList<>(language);
    list.sort(
        Comparator.<String>comparingDouble(word -> -frequency.getOrDefault(word, 0.0))
            .thenComparing(Comparator.naturalOrder()));
    return list;
  }

  static Tokenizer tokenizer(List<String> tokens) {
    return Tokenizer.ofList(
        tokens.stream().map(t -> t.replace(' ', '▁')).toList(), List.of(), false);
  }
}
