package org.gwageo.benchmark.overlap;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.AttributeFactory;

/** Korean morphemes. Each call has an analyser of its own; the dictionary is shared and fixed. */
final class Morphemes {

  private Morphemes() {}

  static List<String> of(String text) {
    List<String> morphemes = new ArrayList<>();
    try (KoreanTokenizer analyser =
        new KoreanTokenizer(
            AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY,
            null,
            KoreanTokenizer.DecompoundMode.NONE,
            false,
            false)) {
      CharTermAttribute term = analyser.addAttribute(CharTermAttribute.class);
      analyser.setReader(new StringReader(Normalizer.normalize(text, Normalizer.Form.NFC)));
      analyser.reset();
      while (analyser.incrementToken()) {
        // With punctuation kept, the analyser returns runs of white space as tokens too.
        morphemes.addAll(Words.split(term.toString()));
      }
      analyser.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
    return morphemes;
  }
}
