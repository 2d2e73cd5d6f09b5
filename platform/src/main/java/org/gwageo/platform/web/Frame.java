package org.gwageo.platform.web;

/**
 * What is the same for every request.
 *
 * @param messages the sentences of the pages
 * @param assets the static files
 * @param origin scheme, host and port under which the public reaches the server, without slash
 * @param masthead what the line above the header says
 */
public record Frame(Messages messages, Assets assets, String origin, Masthead masthead) {

  /** The line above the header. */
  public enum Masthead {
    /** No government office runs this server: a line says that it is a demonstration. */
    DEMONSTRATION,
    /** An agency runs this server and shows KRDS's official line. */
    OFFICIAL,
    /** No line. */
    OFF
  }
}
