package org.gwageo.nano.http;

import java.util.List;
import org.gwageo.nano.generation.Choice;
import org.gwageo.nano.generation.Generation;

/**
 * What was computed for a request.
 *
 * @param number the number of the reply since the server started, which names it
 * @param created when it was begun, in seconds since 1970
 * @param generations one a prompt
 * @param scores the probabilities of the prompts' tokens; empty unless they are echoed with them
 */
record Written(long number, long created, List<Generation> generations, List<List<Choice>> scores) {
  Written {
    generations = List.copyOf(generations);
    scores = List.copyOf(scores);
  }

  int promptTokens() {
    return generations.stream().mapToInt(Generation::promptTokens).sum();
  }

  int writtenTokens() {
    return generations.stream().mapToInt(Generation::writtenTokens).sum();
  }
}
