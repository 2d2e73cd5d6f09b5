package org.gwageo.benchmark.toolcall;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A call that a task expects.
 *
 * @param name the function's name
 * @param arguments the allowed values by argument; an argument that is not among them must not be
 *     given
 */
public record ExpectedCall(String name, Map<String, Allowed> arguments) {

  private static final int MOST_CALLS = 1000;

  /** Copies the map, keeping its order. */
  public ExpectedCall {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /**
   * Reads the form of the Berkeley Function Calling Leaderboard: a list of objects with one member
   * each, the function's name, whose value has for each argument the list of allowed values. {@code
   * ""} in a list makes the argument optional. Within an allowed object each member again has a
   * list of allowed values.
   *
   * @throws ToolCallException if the text has another form
   */
  public static List<ExpectedCall> ofBfcl(String json) throws ToolCallException {
    JsonNode list = ArgumentReader.read(json);
    if (!list.isArray() || list.size() > MOST_CALLS) {
      throw new ToolCallException("expected calls: not a list of at most " + MOST_CALLS);
    }
    List<ExpectedCall> calls = new ArrayList<>();
    for (JsonNode call : list) {
      if (!call.isObject() || call.size() != 1) {
        throw new ToolCallException(
            "expected call " + calls.size() + ": not an object with the function as only member");
      }
      Map.Entry<String, JsonNode> member = call.properties().iterator().next();
      if (!member.getValue().isObject()) {
        throw new ToolCallException(member.getKey() + ": the arguments are no object");
      }
      Map<String, Allowed> arguments = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> argument : member.getValue().properties()) {
        arguments.put(argument.getKey(), allowed(argument.getKey(), argument.getValue()));
      }
      calls.add(new ExpectedCall(member.getKey(), arguments));
    }
    return List.copyOf(calls);
  }

  private static Allowed allowed(String name, JsonNode values) throws ToolCallException {
    if (!values.isArray() || values.isEmpty()) {
      throw new ToolCallException(name + ": not a list of allowed values");
    }
    List<Expectation> expectations = new ArrayList<>();
    boolean optional = false;
    for (JsonNode value : values) {
      boolean empty = value.isString() && value.asString().isEmpty();
      optional |= empty;
      expectations.add(expectation(name, value));
    }
    return new Allowed(expectations, optional);
  }

  private static Expectation expectation(String name, JsonNode value) throws ToolCallException {
    if (value.isObject()) {
      Map<String, Allowed> members = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        members.put(member.getKey(), allowed(name + "." + member.getKey(), member.getValue()));
      }
      return new Expectation.Members(members);
    }
    if (value.isArray()) {
      List<Expectation> items = new ArrayList<>();
      for (JsonNode item : value) {
        items.add(expectation(name, item));
      }
      return new Expectation.Items(items);
    }
    return new Expectation.Plain(value);
  }
}
