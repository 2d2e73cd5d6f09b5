package org.gwageo.verdict;

import java.util.List;
import org.gwageo.verdict.rules.Bilingual;

/** What a stage decided about one team. */
public sealed interface Outcome {

  /** Returns the name in published files: {@code advances}, {@code out-of-places} and so on. */
  String code();

  /**
   * The team goes on to the next stage.
   *
   * @param rank its rank by score, from 1
   */
  record Advances(int rank) implements Outcome {
    @Override
    public String code() {
      return "advances";
    }
  }

  /**
   * The team scored too low for the places.
   *
   * @param rank its rank by score, from 1
   * @param places how many places there were
   */
  record OutOfPlaces(int rank, int places) implements Outcome {
    @Override
    public String code() {
      return "out-of-places";
    }
  }

  /**
   * The team failed a requirement that no score makes up for.
   *
   * @param gates the ids of the failed gates
   */
  record GateFailed(List<String> gates) implements Outcome {
    /** Copies {@code gates}; at least one must have failed. */
    public GateFailed {
      if (gates.isEmpty()) {
        throw new IllegalArgumentException("a failed gate must be named");
      }
      gates = List.copyOf(gates);
    }

    @Override
    public String code() {
      return "gate-failed";
    }
  }

  /** The team left before the end. */
  record Withdrawn(Bilingual reason) implements Outcome {
    @Override
    public String code() {
      return "withdrawn";
    }
  }
}
