package org.gwageo.benchmark.task;

import java.util.List;
import java.util.Map;

/** How items become requests. A pure function, safe for use by many threads. */
public interface Rendering {

  /** Returns the interface that the requests go through. */
  Api api();

  /** Returns the most requests that a question makes. */
  int mostParts();

  /**
   * Returns the requests for {@code item} in its {@code repeat}, at least one.
   *
   * @throws TaskException if the item cannot be rendered
   */
  List<Draft> drafts(Item item, int repeat) throws TaskException;

  /**
   * Returns this rendering through another interface.
   *
   * @throws IllegalArgumentException if it cannot go through that one
   */
  Rendering through(Api api);

  /**
   * Returns the members of a first repeat's requests apart from model and prompt, for example
   * {@code max_tokens}.
   */
  Map<String, Object> parameters();

  /** Returns this rendering with another seed for what the model samples. */
  Rendering withSeed(long seed);

  /** Returns all that determines the requests, as the tree of its canonical form. */
  Map<String, Object> toTree();
}
