package org.gwageo.platform.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the requests of a run took.
 *
 * @param phases the phases of a request that were measured
 * @param answered requests that were answered
 * @param promptTokens tokens of their prompts, as far as the endpoint tells
 * @param cachedTokens how many of these came from a cache
 * @param completionTokens tokens of the replies, reasoning included
 * @param reasoningTokens how many of these are reasoning
 */
public record RunTiming(
    List<Phase> phases,
    long answered,
    long promptTokens,
    long cachedTokens,
    long completionTokens,
    long reasoningTokens) {

  private static final List<String> PHASES =
      List.of("queued", "connect", "firstToken", "meanGap", "longestGap", "total");

  /** Copies the list. */
  public RunTiming {
    phases = List.copyOf(phases);
  }

  /**
   * One phase of answered requests, in microseconds.
   *
   * @param name {@code queued}, {@code connect}, {@code firstToken}, {@code meanGap}, {@code
   *     longestGap} or {@code total}
   * @param measured requests of which it is known
   * @param p50 half of them took at most this
   * @param p90 nine of ten took at most this
   * @param p99 99 of 100 took at most this
   * @param most the longest
   */
  public record Phase(String name, long measured, long p50, long p90, long p99, long most) {}

  /** Measures the journal of a job; percentiles are values that occurred (nearest rank). */
  static String measure(JdbcClient database, UUID job) {
    return database
        .sql(
            """
            with answered as materialized (
              select entry -> 'micros' as micros, entry -> 'reply' as reply
              -- A reply may hold the one character that jsonb refuses.
              from evaluation.attempt, lateral (
                select replace(record, '\\u0000', '\\ufffd')::jsonb as entry) as entries
              where job = :job and answered),
            phase as (
              select name, (micros ->> name)::bigint as took
              from answered, unnest(array['queued', 'connect', 'firstToken', 'meanGap',
                'longestGap', 'total']) as name
              where micros ->> name is not null and not (name = 'connect' and micros ->> name = '0')),
            summary as (
              select name, count(*) as measured, max(took) as most,
                percentile_disc(array[0.5, 0.9, 0.99]) within group (order by took) as p
              from phase group by name)
            select jsonb_build_object(
              'phases', (select coalesce(jsonb_object_agg(name, jsonb_build_array(
                measured, p[1], p[2], p[3], most)), '{}') from summary),
              'answered', count(*),
              'prompt', coalesce(sum((reply ->> 'promptTokens')::bigint), 0),
              'cached', coalesce(sum((reply ->> 'cachedTokens')::bigint), 0),
              'completion', coalesce(sum((reply ->> 'completionTokens')::bigint), 0),
              'reasoning', coalesce(sum((reply ->> 'reasoningTokens')::bigint), 0))::text
            from answered
            """)
        .param("job", job)
        .query(String.class)
        .single();
  }

  static RunTiming read(String text) {
    JsonNode tree = JsonMapper.shared().readTree(text);
    var phases = new ArrayList<Phase>();
    for (String name : PHASES) {
      JsonNode phase = tree.path("phases").path(name);
      if (phase.isArray()) {
        phases.add(
            new Phase(
                name,
                phase.get(0).longValue(),
                phase.get(1).longValue(),
                phase.get(2).longValue(),
                phase.get(3).longValue(),
                phase.get(4).longValue()));
      }
    }
    return new RunTiming(
        phases,
        tree.path("answered").longValue(),
        tree.path("prompt").longValue(),
        tree.path("cached").longValue(),
        tree.path("completion").longValue(),
        tree.path("reasoning").longValue());
  }

  /** Returns the phase of that name, if it was measured. */
  public @Nullable Phase phase(String name) {
    return phases.stream().filter(phase -> phase.name().equals(name)).findFirst().orElse(null);
  }
}
