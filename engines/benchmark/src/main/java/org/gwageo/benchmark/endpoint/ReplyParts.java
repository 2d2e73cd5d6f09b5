package org.gwageo.benchmark.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.journal.ToolCall;
import org.gwageo.benchmark.journal.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Collects a reply from JSON as endpoints send it: a whole reply, or the pieces of a streamed one.
 *
 * <p>Members that are not known are passed over without being built, since a streamed reply of
 * thousands of tokens repeats them with every token.
 */
final class ReplyParts {

  /** Most tool calls of one reply. */
  private static final int MOST_CALLS = 256;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final List<Call> calls = new ArrayList<>(0);
  private String finish = "";
  private String fingerprint = "";
  private @Nullable Long promptTokens;
  private @Nullable Long completionTokens;
  private @Nullable Long reasoningTokens;
  private @Nullable Long cachedTokens;
  private @Nullable TokenScores scores;
  private boolean hasChoice;
  private boolean hasMessage;
  private boolean hasError;

  /** A tool call whose arguments are still coming. */
  private static final class Call {
    final long index;
    String id = "";
    String name = "";
    final StringBuilder arguments = new StringBuilder();

    Call(long index) {
      this.index = index;
    }
  }

  /** Adds a whole reply or the next piece; returns whether it brought anything that was written. */
  boolean add(byte[] json, int offset, int length) throws JacksonException {
    int before = written();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return false;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "choices" -> choices(parser, value);
          case "usage" -> usage(parser, value);
          case "system_fingerprint" -> fingerprint = text(parser, value, fingerprint);
          case "error" -> {
            hasError |= value != JsonToken.VALUE_NULL;
            parser.skipChildren();
          }
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new tools.jackson.core.exc.StreamReadException(parser, "more than one value");
      }
    }
    return written() > before;
  }

  /** Returns how many characters have been written. */
  int written() {
    int arguments = 0;
    for (Call call : calls) {
      arguments += 1 + call.name.length() + call.arguments.length();
    }
    return text.length() + reasoning.length() + refusal.length() + arguments;
  }

  private void choices(JsonParser parser, JsonToken value) {
    if (value != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    boolean first = true;
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      // A benchmark asks for one choice; an endpoint that sends more has its first one counted.
      if (next == JsonToken.START_OBJECT && first) {
        choice(parser);
        hasChoice = true;
      } else {
        parser.skipChildren();
      }
      first = false;
    }
  }

  private void choice(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "message", "delta" -> message(parser, value);
        case "text" -> {
          if (value == JsonToken.VALUE_STRING) {
            hasMessage = true;
            text.append(parser.getString());
          } else {
            parser.skipChildren();
          }
        }
        case "finish_reason" -> finish = text(parser, value, finish);
        case "logprobs", "prompt_logprobs" -> {
          if (scores == null) {
            scores = new TokenScores();
          }
          scores.read(parser, value);
        }
        default -> parser.skipChildren();
      }
    }
  }

  private void message(JsonParser parser, JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    hasMessage = true;
    // Some endpoints send the same reasoning under both names.
    int reasoned = reasoning.length();
    boolean named = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken member = parser.nextToken();
      switch (name) {
        case "content" -> content(parser, member, text);
        case "reasoning_content", "reasoning" -> {
          if (member == JsonToken.VALUE_STRING) {
            if (named) {
              reasoning.setLength(reasoned);
            }
            named = parser.getStringLength() > 0;
            reasoning.append(parser.getString());
          } else {
            parser.skipChildren();
          }
        }
        case "refusal" -> content(parser, member, refusal);
        case "tool_calls" -> calls(parser, member);
        case "function_call" -> {
          if (member == JsonToken.START_OBJECT) {
            function(parser, call(0, ""));
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  /** Content is text, null, or a list of parts of which the text parts count. */
  private static void content(JsonParser parser, JsonToken value, StringBuilder to) {
    if (value == JsonToken.VALUE_STRING) {
      to.append(parser.getString());
    } else if (value == JsonToken.START_ARRAY) {
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        if (next != JsonToken.START_OBJECT) {
          parser.skipChildren();
          continue;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean isText = parser.currentName().equals("text");
          if (parser.nextToken() == JsonToken.VALUE_STRING && isText) {
            to.append(parser.getString());
          } else {
            parser.skipChildren();
          }
        }
      }
    } else {
      parser.skipChildren();
    }
  }

  private void calls(JsonParser parser, JsonToken value) {
    if (value != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    int position = 0;
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (next == JsonToken.START_OBJECT) {
        toolCall(parser, position++);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void toolCall(JsonParser parser, int position) {
    long index = -1;
    String id = "";
    String name = "";
    var arguments = new StringBuilder();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (member) {
        case "index" -> index = whole(parser, value, index);
        case "id" -> id = text(parser, value, id);
        case "function" -> {
          if (value == JsonToken.START_OBJECT) {
            var read = new Call(0);
            function(parser, read);
            name = read.name;
            arguments.append(read.arguments);
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    // Without an index, a call with an id begins and one without continues the last.
    long place = index >= 0 ? index : id.isEmpty() && !calls.isEmpty() ? calls.getLast().index : -1;
    Call call = call(place >= 0 ? place : Math.max(position, calls.size()), id);
    call.id = call.id.isEmpty() ? id : call.id;
    call.name += name;
    call.arguments.append(arguments);
  }

  private Call call(long index, String id) {
    for (Call call : calls) {
      if (call.index == index && (id.isEmpty() || call.id.isEmpty() || call.id.equals(id))) {
        return call;
      }
    }
    if (calls.size() == MOST_CALLS) {
      return calls.getLast();
    }
    var call = new Call(index);
    calls.add(call);
    return call;
  }

  private static void function(JsonParser parser, Call call) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      if (member.equals("name")) {
        call.name += text(parser, value, "");
      } else if (member.equals("arguments")) {
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
          call.arguments.append(JsonCopy.of(parser));
        } else {
          call.arguments.append(text(parser, value, ""));
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void usage(JsonParser parser, JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken member = parser.nextToken();
      switch (name) {
        case "prompt_tokens" -> promptTokens = count(parser, member, promptTokens);
        case "completion_tokens" -> completionTokens = count(parser, member, completionTokens);
        case "reasoning_tokens" -> reasoningTokens = count(parser, member, reasoningTokens);
        case "prompt_tokens_details", "completion_tokens_details" -> details(parser, member);
        default -> parser.skipChildren();
      }
    }
  }

  private void details(JsonParser parser, JsonToken value) {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken member = parser.nextToken();
      switch (name) {
        case "cached_tokens" -> cachedTokens = count(parser, member, cachedTokens);
        case "reasoning_tokens" -> reasoningTokens = count(parser, member, reasoningTokens);
        default -> parser.skipChildren();
      }
    }
  }

  private static @Nullable Long count(
      JsonParser parser, JsonToken value, @Nullable Long otherwise) {
    long count = whole(parser, value, -1);
    return count < 0 ? otherwise : Long.valueOf(count);
  }

  private static long whole(JsonParser parser, JsonToken value, long otherwise) {
    if (value == JsonToken.VALUE_NUMBER_INT && parser.getStringLength() <= 18) {
      return parser.getLongValue();
    }
    parser.skipChildren();
    return otherwise;
  }

  private static String text(JsonParser parser, JsonToken value, String otherwise) {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    parser.skipChildren();
    return otherwise;
  }

  boolean hasChoice() {
    return hasChoice;
  }

  boolean hasMessage() {
    return hasMessage;
  }

  boolean hasError() {
    return hasError;
  }

  String text() {
    return text.toString();
  }

  int textLength() {
    return text.length();
  }

  /** Removes a part of the text that turned out to have been sent twice. */
  void removeText(int from, int to) {
    text.delete(from, to);
  }

  @Nullable String reasoning() {
    return reasoning.isEmpty() ? null : reasoning.toString();
  }

  String finish() {
    return text.isEmpty() && calls.isEmpty() && !refusal.isEmpty() ? "content_filter" : finish;
  }

  @Nullable String fingerprint() {
    return fingerprint.isEmpty() ? null : fingerprint;
  }

  Usage usage() {
    return new Usage(promptTokens, completionTokens, reasoningTokens, cachedTokens);
  }

  List<ToolCall> toolCalls() {
    List<ToolCall> all = new ArrayList<>(calls.size());
    for (Call call : calls) {
      all.add(
          new ToolCall(
              WellFormed.of(call.id),
              WellFormed.of(call.name),
              WellFormed.of(call.arguments.toString())));
    }
    return all;
  }

  @Nullable TokenScores scores() {
    return scores;
  }
}
