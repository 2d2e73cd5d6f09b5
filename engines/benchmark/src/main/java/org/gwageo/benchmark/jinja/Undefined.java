package org.gwageo.benchmark.jinja;

/**
 * What stands for a name or element that does not exist. Every use of it is an error, except by the
 * tests {@code defined} and {@code undefined} and the filter {@code default}.
 *
 * @param what says in one sentence what is missing
 * @param empty whether it may be printed, tested and iterated over as if it were empty: the value
 *     of an inline {@code if} without {@code else}
 */
record Undefined(String what, boolean empty) {

  Undefined(String what) {
    this(what, false);
  }

  JinjaException used() {
    return new JinjaException(what);
  }
}
