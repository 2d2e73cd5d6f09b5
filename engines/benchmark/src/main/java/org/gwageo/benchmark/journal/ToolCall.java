package org.gwageo.benchmark.journal;

/**
 * A call of a tool that a model asks for.
 *
 * @param id the endpoint's name for the call; empty if it gave none
 * @param name the tool
 * @param arguments the arguments as the model wrote them, meant to be a JSON object
 */
public record ToolCall(String id, String name, String arguments) {}
