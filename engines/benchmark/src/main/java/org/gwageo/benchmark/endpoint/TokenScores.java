package org.gwageo.benchmark.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.journal.Likelihood;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The log probabilities of a prompt's tokens, in the forms that endpoints send them.
 *
 * <ul>
 *   <li>the parallel lists {@code tokens}, {@code token_logprobs} and {@code top_logprobs} of the
 *       completions interface with {@code echo}: vLLM, SGLang, llama-cpp-python;
 *   <li>the list of objects {@code prompt_logprobs} of vLLM: token id to {@code logprob}, {@code
 *       rank} and {@code decoded_token}, the prompt's own token first.
 * </ul>
 *
 * <p>Where a token lies in the prompt is found by laying the tokens' texts along it, because {@code
 * text_offset} counts a token that is part of a character, as most tokens of byte-level
 * vocabularies are in Hangul, as a whole one.
 */
final class TokenScores {

  private final List<String> tokens = new ArrayList<>();
  private final List<Double> logProbabilities = new ArrayList<>();
  private final List<Double> best = new ArrayList<>();

  /** A prompt whose tokens do not tell how likely the continuation is. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /** Reads the value of {@code logprobs} or {@code prompt_logprobs}. */
  void read(JsonParser parser, JsonToken value) {
    if (value == JsonToken.START_ARRAY) {
      promptList(parser);
    } else if (value == JsonToken.START_OBJECT) {
      parallelLists(parser);
    } else {
      parser.skipChildren();
    }
  }

  private void parallelLists(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value != JsonToken.START_ARRAY) {
        parser.skipChildren();
        continue;
      }
      switch (name) {
        case "tokens" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            tokens.add(
                parser.currentToken() == JsonToken.VALUE_STRING
                    ? parser.getString()
                    : TokenPlaces.UNKNOWN);
            parser.skipChildren();
          }
        }
        case "token_logprobs" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            logProbabilities.add(number(parser));
          }
        }
        case "top_logprobs" -> {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            best.add(largest(parser));
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  private static double number(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getDoubleValue();
    }
    parser.skipChildren();
    return Double.NaN;
  }

  /** Returns the largest number of an object; NaN if it has none. */
  private static double largest(JsonParser parser) {
    double largest = Double.NaN;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return largest;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      parser.nextToken();
      double number = number(parser);
      largest = Double.isNaN(largest) || number > largest ? number : largest;
    }
    return largest;
  }

  private void promptList(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        tokens.add(TokenPlaces.UNKNOWN);
        logProbabilities.add(Double.NaN);
        best.add(Double.NaN);
        continue;
      }
      boolean first = true;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        JsonToken value = parser.nextToken();
        if (first && value == JsonToken.START_OBJECT) {
          promptToken(parser);
          first = false;
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void promptToken(JsonParser parser) {
    double logProbability = Double.NaN;
    double rank = Double.NaN;
    String token = TokenPlaces.UNKNOWN;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "logprob" -> logProbability = number(parser);
        case "rank" -> rank = number(parser);
        case "decoded_token" -> {
          if (value == JsonToken.VALUE_STRING) {
            token = parser.getString();
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    tokens.add(token);
    logProbabilities.add(logProbability);
    best.add(rank == 1 ? logProbability : Double.isNaN(rank) ? Double.NaN : Double.MAX_VALUE);
  }

  int size() {
    return logProbabilities.size();
  }

  /**
   * Returns how likely the part of {@code prompt} from character {@code border} on is.
   *
   * <p>A token that reaches over the border counts when only white space of it lies before, as in
   * lm-evaluation-harness, which moves spaces at the end of a context to its continuation.
   *
   * @throws Unusable if tokens cannot be laid along the prompt, one of them holds the border, or a
   *     number is missing
   */
  Likelihood of(String prompt, int border) throws Unusable {
    if (tokens.size() != logProbabilities.size()) {
      throw new Unusable(
          "the reply has %d tokens and %d log probabilities"
              .formatted(tokens.size(), logProbabilities.size()));
    }
    TokenPlaces places = TokenPlaces.of(tokens, prompt);
    List<Double> counted = new ArrayList<>();
    boolean greedy = true;
    for (int i = 0; i < tokens.size() && places.start(i) < prompt.length(); i++) {
      if (places.end(i) <= border) {
        continue;
      }
      if (places.start(i) < border && !prompt.substring(places.start(i), border).isBlank()) {
        throw new Unusable(
            "the token \"%s\" lies on both sides of the border at character %d"
                .formatted(tokens.get(i), border));
      }
      double logProbability = logProbabilities.get(i);
      if (!Double.isFinite(logProbability)) {
        throw new Unusable(
            "token %d of the prompt, \"%s\", has no log probability".formatted(i, tokens.get(i)));
      }
      counted.add(logProbability);
      greedy &= i < best.size() && logProbability >= best.get(i);
    }
    if (counted.isEmpty()) {
      throw new Unusable("no token of the reply lies in the continuation");
    }
    return new Likelihood(counted, greedy);
  }
}
