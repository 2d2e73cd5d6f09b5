package org.gwageo.benchmark.toolcall;

/**
 * A call as the model wrote it.
 *
 * @param name the function's name
 * @param arguments the arguments as JSON text, which need not be JSON at all
 */
public record ActualCall(String name, String arguments) {}
