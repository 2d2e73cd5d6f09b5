package org.gwageo.cli.terminal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Where a command writes to, and what it knows about its surroundings. */
public final class Terminal {

  private final PrintStream out;
  private final PrintStream err;
  private final Watchers watchers;
  private final Path home;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private Language language;

  /** Tells people from pipes and files; asked only when it matters. */
  public interface Watchers {
    /** Returns whether standard output appears on somebody's screen. */
    boolean seeOutput();

    /** Returns whether standard error appears there, so that lines may be overwritten. */
    boolean seeErrors();

    /** Returns watchers that see nothing, as in pipes. */
    static Watchers none() {
      return new Watchers() {
        @Override
        public boolean seeOutput() {
          return false;
        }

        @Override
        public boolean seeErrors() {
          return false;
        }
      };
    }
  }

  /**
   * Describes a terminal.
   *
   * @param home the folder of the product, with its programmes
   */
  public Terminal(
      PrintStream out,
      PrintStream err,
      Watchers watchers,
      Path home,
      Map<String, String> environment,
      InstantSource clock,
      Language language) {
    this.out = out;
    this.err = err;
    this.watchers = watchers;
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.language = language;
  }

  /** Returns standard output, for results. */
  public PrintStream out() {
    return out;
  }

  /** Returns standard error, for problems and progress. */
  public PrintStream err() {
    return err;
  }

  /** Returns whether standard output appears on somebody's screen. */
  public boolean isOutputWatched() {
    return watchers.seeOutput();
  }

  /** Returns the folder of the product. */
  public Path home() {
    return home;
  }

  /** Returns the variables of the environment. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns the clock. */
  public InstantSource clock() {
    return clock;
  }

  /** Returns the language of sentences. */
  public Language language() {
    return language;
  }

  /** Changes the language of sentences. */
  public void speak(Language other) {
    language = other;
  }

  /** Returns the text of the two that is in this terminal's language. */
  public String say(String korean, String english) {
    return language.of(korean, english);
  }

  /** Prints one line to standard output, in this terminal's language. */
  public void print(String korean, String english) {
    out.println(say(korean, english));
  }

  /** Prints one problem to standard error, after what has been printed so far. */
  public void complain(String sentence) {
    out.flush();
    err.println("gwageo: " + sentence);
  }

  /** Starts a line of progress, which shows only where somebody watches. */
  public ProgressLine progress() {
    return new ProgressLine(err, watchers.seeErrors(), width(), clock);
  }

  /** Starts a line of progress for each name, which show only where somebody watches. */
  public ProgressLines progress(List<String> names) {
    return new ProgressLines(err, watchers.seeErrors(), width(), clock, names);
  }

  private int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 80;
  }
}
