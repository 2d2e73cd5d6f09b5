package org.gwageo.lineage.licence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Licence texts compared word by word. Case, punctuation and lines with a copyright do not count; a
 * text with one more word is another text.
 */
final class LicenceText {

  private static final Pattern COPYRIGHT =
      Pattern.compile(
          "(?im)^[\\s#*/]*(?:copyright|©|\\(c\\))[^\\n]*\\d{4}[^\\n]*$|<copyright[^>]*>");
  private static final Pattern TITLE =
      Pattern.compile(
          "(?i)^\\s*(?:the )?(?:mit license(?: \\(mit\\))?|bsd [23]-clause(?: [\"']?[a-z]+[\"']?)?"
              + " license)\\s*$",
          Pattern.MULTILINE);
  private static final Pattern APPENDIX =
      Pattern.compile("(?is)\\bEND OF TERMS AND CONDITIONS\\b.*");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int SHINGLE = 5;

  /**
   * A template that a text resembles.
   *
   * @param id the template's SPDX id
   * @param similarity shared runs of five words over all runs of both (Jaccard), 0 to 1
   */
  record Resemblance(String id, double similarity) {}

  private record Template(String id, List<String> words) {}

  private static final List<Template> TEMPLATES =
      List.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause").stream()
          .map(id -> new Template(id, words(resource(id))))
          .toList();

  private LicenceText() {}

  /** Returns the id of the template that the text is, word for word. */
  static Optional<String> recognise(String text) {
    List<String> words = words(text);
    return TEMPLATES.stream()
        .filter(template -> template.words().equals(words))
        .map(Template::id)
        .findFirst();
  }

  /** Returns the template that shares most with the text. */
  static Resemblance closest(String text) {
    Set<String> own = shingles(words(text));
    var closest = new Resemblance("", 0);
    for (Template template : TEMPLATES) {
      Set<String> other = shingles(template.words());
      long shared = own.stream().filter(other::contains).count();
      double similarity = (double) shared / Math.max(1, own.size() + other.size() - shared);
      if (similarity > closest.similarity()) {
        closest = new Resemblance(template.id(), similarity);
      }
    }
    return closest;
  }

  private static List<String> words(String text) {
    String body = APPENDIX.matcher(text.replace("\r", "")).replaceFirst("");
    body = COPYRIGHT.matcher(body.replaceAll("(?i)copyright \\(c\\) <[^\\n]*", "")).replaceAll("");
    body = TITLE.matcher(body).replaceAll("");
    var words = new ArrayList<String>();
    for (String word : NO_WORD.split(body.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static Set<String> shingles(List<String> words) {
    var shingles = new HashSet<String>();
    for (int i = 0; i + SHINGLE <= words.size(); i++) {
      shingles.add(String.join(" ", words.subList(i, i + SHINGLE)));
    }
    return shingles;
  }

  private static String resource(String id) {
    try (InputStream in = LicenceText.class.getResourceAsStream(id + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("the text of %s is missing".formatted(id));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
