package org.gwageo.benchmark.task;

import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;

/** How replies are judged. A pure function, safe for use by many threads. */
public interface Judging {

  /** Returns the metrics of a result, the headline first; never none. */
  List<Metric> metrics();

  /**
   * Judges the replies to one question: one reading for each filter, the headline's first.
   *
   * @param replies one reply for each request of the question
   * @throws TaskException if the item has no usable right answer
   */
  List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException;

  /**
   * Returns this judging with something that runs programs which models wrote; itself if it needs
   * none.
   */
  default Judging with(ProgramRunner runner) {
    return this;
  }

  /** Returns all that determines the judgements, as the tree of its canonical form. */
  Map<String, Object> toTree();
}
