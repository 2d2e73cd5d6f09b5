package org.gwageo.benchmark.endpoint;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.task.Request;
import org.jspecify.annotations.Nullable;

/** Finds out whether a refused request would be accepted in another form. */
final class Refusal {

  private static final Pattern STREAM = Pattern.compile("(?<![a-z_])stream(?![a-z_])");

  private Refusal() {}

  /** Returns whether the endpoint refused the request for good. */
  static boolean isRefused(Outcome outcome) {
    return outcome instanceof Failed failed && failed.failure() == FailureClass.REFUSED;
  }

  /** Returns the change that the endpoint's words ask for; null if there is none. */
  static @Nullable Adaptation cure(
      Request request, boolean streamed, Set<Adaptation> used, Outcome outcome) {
    if (!(outcome instanceof Failed(FailureClass failure, int status, String message))
        || failure != FailureClass.REFUSED
        || (status != 400 && status != 422)) {
      return null;
    }
    String words = message.toLowerCase(Locale.ROOT);
    for (Adaptation cure : Adaptation.values()) {
      if (!used.contains(cure) && isAskedFor(cure, words, request, streamed)) {
        return cure;
      }
    }
    return null;
  }

  private static boolean isAskedFor(
      Adaptation cure, String words, Request request, boolean streamed) {
    return switch (cure) {
      case RENAMED_MAX_TOKENS ->
          words.contains("max_completion_tokens") && request.body().contains("\"max_tokens\":");
      case WITHOUT_STREAM_OPTIONS -> streamed && words.contains("stream_options");
      case WITHOUT_STREAM -> streamed && STREAM.matcher(words).find();
      case ONE_TOKEN -> request.isLikelihood() && words.contains("max_tokens");
      case PROMPT_LOGPROBS -> request.isLikelihood() && words.contains("prompt_logprobs");
    };
  }
}
