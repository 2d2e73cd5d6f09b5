package org.gwageo.benchmark.harness.port;

import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.metric.Aggregation;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.sandbox.PythonProblem;
import org.jspecify.annotations.Nullable;

/** What a Python function of a task does, by the place where a task can name it. */
public sealed interface Port {

  /**
   * Whether the port does something else than the harness's function, which is then no rule that
   * can be repeated, so that tasks with it are asked in official mode only.
   */
  default boolean isOfficialOnly() {
    return false;
  }

  /** A port of documents that is for official mode only. */
  record OfficialDocuments(OfDocuments exact) implements OfDocuments {
    @Override
    public @Nullable Map<String, @Nullable Object> apply(Map<String, @Nullable Object> document)
        throws PortException {
      return exact.apply(document);
    }

    @Override
    public boolean isOfficialOnly() {
      return true;
    }
  }

  /** A port of results that is for official mode only. */
  record OfficialResults(OfResults exact) implements OfResults {
    @Override
    public Map<String, Value> apply(Map<String, @Nullable Object> document, String reply)
        throws PortException {
      return exact.apply(document, reply);
    }

    @Override
    public boolean isOfficialOnly() {
      return true;
    }
  }

  /** Makes a text, a target or a list of choices of a document. */
  @FunctionalInterface
  non-sealed interface OfDocument extends Port {

    /**
     * Returns a string, an integer or a list of strings.
     *
     * @throws PortException if the document lacks a field
     */
    Object apply(Map<String, @Nullable Object> document) throws PortException;
  }

  /** Changes documents or leaves them out. */
  @FunctionalInterface
  non-sealed interface OfDocuments extends Port {

    /**
     * Returns the document with what the function adds; null if it leaves the document out.
     *
     * @throws PortException if the document lacks a field
     */
    @Nullable Map<String, @Nullable Object> apply(Map<String, @Nullable Object> document)
        throws PortException;
  }

  /** Makes the values of metrics of a document and the reply to it. */
  @FunctionalInterface
  non-sealed interface OfResults extends Port {

    /**
     * Returns the value of each metric, by name.
     *
     * @throws PortException if the document lacks a field
     */
    Map<String, Value> apply(Map<String, @Nullable Object> document, String reply)
        throws PortException;
  }

  /** Replaces each reply by what is extracted from it. */
  @FunctionalInterface
  non-sealed interface OfReplies extends Port {

    /**
     * Returns what stands for {@code reply}.
     *
     * @throws PortException if the document lacks a field
     */
    String apply(String reply, Map<String, @Nullable Object> document) throws PortException;
  }

  /** Compares a reply with a target. */
  @FunctionalInterface
  non-sealed interface OfReply extends Port {

    /**
     * Returns the values by metric name, usually one.
     *
     * @param target the document's target
     * @param replies the replies that the filters made
     * @throws PortException if the two cannot be compared
     */
    Map<String, Double> apply(String target, List<String> replies) throws PortException;
  }

  /** Makes the programs whose tests decide about replies; nothing here runs them. */
  non-sealed interface OfPrograms extends Port {

    /**
     * Returns the program that the task's filters made of a reply, with the tests.
     *
     * @param target the document's target: the statements that test
     * @throws PortException if the document lacks a field
     */
    PythonProblem filtered(Map<String, @Nullable Object> document, String target, String program)
        throws PortException;

    /**
     * Returns the program that this product's rules find in a reply, with the tests.
     *
     * @throws PortException if the document lacks a field
     */
    PythonProblem replied(Map<String, @Nullable Object> document, String reply)
        throws PortException;
  }

  /** Lists examples that are part of the task. */
  @FunctionalInterface
  non-sealed interface OfSamples extends Port {

    /** Returns the examples. */
    List<Map<String, @Nullable Object>> list();
  }

  /** Makes one number of the values of all documents. */
  record OfValues(Aggregation aggregation) implements Port {}
}
