package org.gwageo.nano.http;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.gwageo.nano.generation.Choice;
import org.gwageo.nano.generation.Generation;
import org.gwageo.nano.generation.NanoModel;

/** Has models write, each request when its turn comes. */
final class Writer {
  /** Hears nothing. */
  static final Progress SILENT =
      new Progress() {
        @Override
        public void begin(long number, long created) {}

        @Override
        public boolean wrote(int index, String text, List<Choice> choices) {
          return true;
        }
      };

  private final Turns turns;
  private final Clock clock;
  private final AtomicLong numbers = new AtomicLong();

  /** Hears what is written for a request. */
  interface Progress {
    /** Says that writing begins. */
    void begin(long number, long created);

    /** Takes more text of choice {@code index}; returns whether to go on. */
    boolean wrote(int index, String text, List<Choice> choices);
  }

  Writer(Turns turns, Clock clock) {
    this.turns = turns;
    this.clock = clock;
  }

  /** Returns how many replies were begun. */
  long generated() {
    return numbers.get();
  }

  /** Computes the reply to {@code request}. */
  Written write(Request request, Progress progress) throws ApiException {
    return turns.take(
        () -> {
          long number = numbers.incrementAndGet();
          long created = clock.instant().getEpochSecond();
          progress.begin(number, created);
          return write(request, progress, number, created);
        });
  }

  private static Written write(Request request, Progress progress, long number, long created) {
    NanoModel model = request.model();
    List<Generation> generations = new ArrayList<>();
    List<List<Choice>> scores = new ArrayList<>();
    for (int i = 0; i < request.prompts().size(); i++) {
      int index = i;
      int[] prompt = request.prompts().get(i).stream().mapToInt(Integer::intValue).toArray();
      if (request.echo() && request.logProbabilities()) {
        scores.add(score(model, prompt, request.sampling().alternatives()));
      }
      generations.add(
          model.generate(
              prompt, request.sampling(), (text, choices) -> progress.wrote(index, text, choices)));
    }
    return new Written(number, created, generations, scores);
  }

  /** The token that every sequence starts with is no part of the text and is left out. */
  private static List<Choice> score(NanoModel model, int[] prompt, int alternatives) {
    List<Choice> choices = model.score(prompt, alternatives);
    return prompt[0] == model.shape().startId() ? choices.subList(1, choices.size()) : choices;
  }
}
