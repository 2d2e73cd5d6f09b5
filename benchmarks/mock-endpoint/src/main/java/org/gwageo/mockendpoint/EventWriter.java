package org.gwageo.mockendpoint;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.mockendpoint.Plan.Choice;

/** Writes one reply as the events of a stream. */
final class EventWriter {

  /** What an event brings. */
  enum Part {
    ROLE,
    REASONING,
    CONTENT,
    TOOL,
    ARGUMENTS,
    FINISH,
    USAGE
  }

  /**
   * An event.
   *
   * @param choice the reply that it belongs to
   * @param text the token; empty where the part has none
   */
  record Event(Part part, Choice choice, String text) {

    /** Returns whether it brings a token. */
    boolean isToken() {
      return switch (part) {
        case REASONING, CONTENT, TOOL, ARGUMENTS -> true;
        case ROLE, FINISH, USAGE -> false;
      };
    }
  }

  private final ReplyWriter writer;
  private final Call call;
  private final Plan plan;
  private final Bytes head = new Bytes(256);

  EventWriter(ReplyWriter writer, Call call, Plan plan, long number) {
    this.writer = writer;
    this.call = call;
    this.plan = plan;
    writer.head(head, call, number, call.chat() ? "chat.completion.chunk" : "text_completion");
  }

  /** Returns all events in order. */
  List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (Choice choice : plan.choices()) {
      if (call.chat()) {
        events.add(new Event(Part.ROLE, choice, ""));
        if (!writer.profile().reasoningMember().isEmpty()) {
          addTokens(events, Part.REASONING, choice, choice.reasoning());
        }
      }
      addTokens(events, Part.CONTENT, choice, choice.content());
      if (choice.tool() != null && call.chat()) {
        events.add(new Event(Part.TOOL, choice, choice.tool().name()));
        addTokens(events, Part.ARGUMENTS, choice, choice.tool().arguments());
      }
      events.add(new Event(Part.FINISH, choice, choice.finish()));
    }
    boolean tells = call.settings().usage() || writer.profile().usageInEveryStream();
    if (tells && !plan.has(FaultKind.NO_USAGE)) {
      events.add(new Event(Part.USAGE, plan.choices().getLast(), ""));
    }
    return events;
  }

  private static void addTokens(List<Event> events, Part part, Choice choice, String text) {
    for (String token : Tokens.of(text)) {
      events.add(new Event(part, choice, token));
    }
  }

  /** Writes the JSON of an event. */
  void write(Bytes out, Event event) {
    out.add(head.array(), 0, head.length()).add(",\"choices\":[");
    if (event.part() == Part.USAGE) {
      out.add("]");
      ReplyWriter.usage(out, call, plan);
      out.add("}");
      return;
    }
    out.add("{\"index\":").add(event.choice().index());
    if (call.chat()) {
      out.add(",\"delta\":{");
      delta(out, event);
      out.add("}");
    } else {
      out.add(",\"text\":").quote(event.part() == Part.CONTENT ? event.text() : "");
    }
    out.add(",\"logprobs\":null,\"finish_reason\":");
    if (event.part() == Part.FINISH) {
      out.quote(event.text());
    } else {
      out.add("null");
    }
    out.add("}]}");
  }

  private void delta(Bytes out, Event event) {
    switch (event.part()) {
      case ROLE -> out.add("\"role\":\"assistant\",\"content\":\"\"");
      case REASONING -> out.quote(writer.profile().reasoningMember()).add(":").quote(event.text());
      case CONTENT -> out.add("\"content\":").quote(event.text());
      case TOOL -> {
        out.add("\"tool_calls\":[{\"index\":0,\"id\":\"call_").add(event.choice().index());
        out.add("\",\"type\":\"function\",\"function\":{\"name\":").quote(event.text());
        out.add(",\"arguments\":\"\"}}]");
      }
      case ARGUMENTS -> {
        out.add("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":");
        out.quote(event.text()).add("}}]");
      }
      case FINISH, USAGE -> {}
    }
  }
}
