package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The endpoints that were asked, as they answered last. */
@Repository
public class Endpoints {

  private final JdbcClient database;
  private final Clock clock;

  Endpoints(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One model behind one address.
   *
   * @param address the base address, ending in {@code /v1}
   * @param model the name under which the model is asked for
   * @param revision the state of the model that was last asked, by digest
   * @param served the models that the endpoint listed last
   * @param problem why the last probe failed; null if it did not
   * @param took how long the last probe took
   * @param adaptations what is changed in requests so that the endpoint accepts them
   * @param probedAt when it was probed last
   * @param answeredAt when it last answered a probe; null for never
   */
  public record Known(
      URI address,
      String model,
      String revision,
      List<String> served,
      @Nullable String problem,
      Duration took,
      List<Adaptation> adaptations,
      Instant probedAt,
      @Nullable Instant answeredAt) {

    /** Copies the lists. */
    public Known {
      adaptations = List.copyOf(adaptations);
      served = List.copyOf(served);
    }

    /** Returns whether the endpoint lists the model that it is asked for. */
    public boolean lists() {
      return served.contains(model);
    }
  }

  /** Returns all endpoints by address and model. */
  public List<Known> all() {
    return database
        .sql("select * from evaluation.endpoint order by address, model")
        .query(
            (row, index) -> {
              Timestamp answered = row.getTimestamp("answered_at");
              return new Known(
                  URI.create(row.getString("address")),
                  row.getString("model"),
                  row.getString("revision"),
                  row.getString("served").lines().toList(),
                  row.getString("problem"),
                  Duration.ofNanos(row.getLong("micros") * 1000),
                  row.getString("adaptations")
                      .lines()
                      .map(Adaptation::named)
                      .flatMap(Optional::stream)
                      .toList(),
                  row.getTimestamp("probed_at").toInstant(),
                  answered == null ? null : answered.toInstant());
            })
        .list();
  }

  /**
   * Asks an endpoint for its models and remembers what it said.
   *
   * @throws IOException if it does not answer with a list of models
   */
  public List<String> probe(URI address, String model, String revision)
      throws IOException, InterruptedException {
    Instant began = clock.instant();
    try {
      List<String> served = ServedModels.at(address);
      keep(address, model, revision, served, null, began);
      return served;
    } catch (IOException e) {
      keep(address, model, revision, List.of(), e.getMessage(), began);
      throw e;
    }
  }

  /** Remembers what is changed in requests so that the endpoint accepts them. */
  void adapted(URI address, String model, Set<Adaptation> adaptations) {
    database
        .sql(
            """
            update evaluation.endpoint set adaptations = :adaptations
            where address = :address and model = :model
            """)
        .param(
            "adaptations",
            adaptations.stream().map(Adaptation::word).sorted().collect(Collectors.joining("\n")))
        .param("address", address.toString())
        .param("model", model)
        .update();
  }

  private void keep(
      URI address,
      String model,
      String revision,
      List<String> served,
      @Nullable String problem,
      Instant began) {
    Instant now = clock.instant();
    database
        .sql(
            """
            insert into evaluation.endpoint
              (address, model, revision, served, problem, micros, probed_at, answered_at)
            values (:address, :model, :revision, :served, :problem, :micros, :now,
              case when :problem::text is null then :now::timestamptz end)
            on conflict (address, model) do update set revision = excluded.revision,
              served = excluded.served, problem = excluded.problem, micros = excluded.micros,
              probed_at = excluded.probed_at,
              answered_at = coalesce(excluded.answered_at, endpoint.answered_at)
            """)
        .param("address", address.toString())
        .param("model", model)
        .param("revision", revision)
        .param("served", String.join("\n", served))
        .param("problem", problem)
        .param("micros", Duration.between(began, now).toNanos() / 1000)
        .param("now", Timestamp.from(now))
        .update();
  }
}
