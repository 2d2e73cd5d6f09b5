package org.gwageo.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;

/** Reads the rulebooks that are shipped and the scores of these tests. */
public final class Programmes {

  private Programmes() {}

  /** Returns the text of a file under {@code programmes/}. */
  public static String text(String path) {
    try {
      return Files.readString(Path.of("../../programmes").resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a rulebook under {@code programmes/}. */
  public static Rulebook rulebook(String path) throws RulebookException {
    return Rulebook.parse(text(path));
  }

  /** Returns the text of a resource of these tests. */
  public static String resource(String name) {
    try (var in = Programmes.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the derivation of a team that took part. */
  public static Derivation derivation(TeamResult result) {
    return Objects.requireNonNull(result.derivation());
  }

  /** Decides on the scores in a resource of these tests. */
  public static Verdict decide(Rulebook rulebook, String scores) throws ScoresException {
    return Verdicts.decide(rulebook, Scores.parse(resource(scores), rulebook));
  }
}
