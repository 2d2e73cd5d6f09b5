package org.gwageo.platform.programme.definition;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of support and its conditions.
 *
 * @param id unique in the programme
 * @param kind what is given
 * @param title what it is called
 * @param basis what an amount counts: one team, all teams together, or one lot
 * @param amounts amounts with their sources; sources may disagree, each keeps its own
 * @param choice how several amounts relate
 * @param period when it is given, or {@code null} when not published
 * @param recipients ids of the teams that receive it; empty when not published or not yet known
 * @param excluded ids of the teams that a rule keeps from it
 * @param conditions what is attached to it
 * @param attribution where it comes from
 */
public record SupportDefinition(
    String id,
    Kind kind,
    Bilingual title,
    Basis basis,
    List<Amount> amounts,
    Choice choice,
    @Nullable Period period,
    List<String> recipients,
    List<String> excluded,
    List<Statement> conditions,
    Attribution attribution) {

  public SupportDefinition {
    amounts = List.copyOf(amounts);
    recipients = List.copyOf(recipients);
    excluded = List.copyOf(excluded);
    conditions = List.copyOf(conditions);
  }

  /** What is given. */
  public enum Kind {
    GPU,
    DATA,
    TALENT,
    BUDGET
  }

  /** What an amount counts. */
  public enum Basis {
    PER_TEAM,
    PROGRAMME,
    LOT
  }

  /** How several amounts of one support relate. */
  public enum Choice {
    /** There is one amount, or all of them are given. */
    ALL,
    /** The team receives one of them. */
    ONE_OF,
    /** Each amount is for the recipients that its note names. */
    BY_RECIPIENT,
    /** Sources state different amounts for the same thing. */
    SOURCES_DIFFER
  }

  /**
   * An amount.
   *
   * @param value the number
   * @param unit what is counted, such as {@code NVIDIA B200} or {@code KRW}
   * @param approximate whether the source says "about"
   * @param note what the number covers, or {@code null}
   * @param attribution where it comes from
   */
  public record Amount(
      BigDecimal value,
      String unit,
      boolean approximate,
      @Nullable Bilingual note,
      Attribution attribution) {}
}
