package org.gwageo.benchmark.endpoint;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.endpoint.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint says of its rate limits in the fields {@code x-ratelimit-*}.
 *
 * @param requestsPerMinute most requests a minute; null if not told
 * @param requestsLeft requests left before the limit is reached; null if not told
 * @param requestsReset the time until the requests are all there again; null if not told
 * @param tokensPerMinute most tokens a minute; null if not told
 * @param tokensLeft tokens left before the limit is reached; null if not told
 * @param tokensReset the time until the tokens are all there again; null if not told
 */
public record RateSigns(
    @Nullable Long requestsPerMinute,
    @Nullable Long requestsLeft,
    @Nullable Duration requestsReset,
    @Nullable Long tokensPerMinute,
    @Nullable Long tokensLeft,
    @Nullable Duration tokensReset) {

  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|h|m|s)");

  /** Reads the fields of a response; returns null if there are none. */
  static @Nullable RateSigns of(ResponseHead head) {
    Long requests = whole(head.field("x-ratelimit-limit-requests"));
    Long tokens = whole(head.field("x-ratelimit-limit-tokens"));
    Long requestsLeft = whole(head.field("x-ratelimit-remaining-requests"));
    Long tokensLeft = whole(head.field("x-ratelimit-remaining-tokens"));
    if (requests == null && tokens == null && requestsLeft == null && tokensLeft == null) {
      return null;
    }
    return new RateSigns(
        requests,
        requestsLeft,
        duration(head.field("x-ratelimit-reset-requests")),
        tokens,
        tokensLeft,
        duration(head.field("x-ratelimit-reset-tokens")));
  }

  private static @Nullable Long whole(@Nullable String field) {
    return field != null && field.matches("\\d{1,18}") ? Long.valueOf(field) : null;
  }

  /** Reads seconds, or a sum such as {@code 6m0s}, {@code 1h2m3.5s} and {@code 20ms}. */
  static @Nullable Duration duration(@Nullable String field) {
    if (field == null || field.length() > 40) {
      return null;
    }
    if (field.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      return Duration.ofNanos(Math.round(Double.parseDouble(field) * 1e9));
    }
    Matcher part = PART.matcher(field);
    double seconds = 0;
    int end = 0;
    while (part.lookingAt() && part.start() == end) {
      double number = Double.parseDouble(part.group(1));
      seconds +=
          switch (part.group(2)) {
            case "h" -> 3600 * number;
            case "m" -> 60 * number;
            case "ms" -> number / 1000;
            default -> number;
          };
      end = part.end();
      part.region(end, field.length());
    }
    return end == 0 || end < field.length() ? null : Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
