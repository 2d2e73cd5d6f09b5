package org.gwageo.platform.lineage;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.web.Moments;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All claims about submissions. */
@Repository
public class Claims {

  /** Letters and digits that nobody mistakes for each other when read out. */
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int RECEIPT_LETTERS = 20;
  private static final int NUMBER_LETTERS = 8;

  private final JdbcClient database;
  private final Submissions submissions;
  private final SchedulerClient queue;
  private final ClaimRule rule;
  private final int replyDays;
  private final int mostOfOne;
  private final int mostOfAll;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Makes digests of addresses useless outside this process. */
  private final byte[] salt = random.generateSeed(16);

  Claims(
      JdbcClient database,
      Submissions submissions,
      SchedulerClient queue,
      @Value("${gwageo.lineage.claims-shown:after-reply}") ClaimRule rule,
      @Value("${gwageo.lineage.claim-reply-days:7}") int replyDays,
      @Value("${gwageo.lineage.claims-per-day:5}") int mostOfOne,
      @Value("${gwageo.lineage.claims-per-day-in-all:200}") int mostOfAll,
      Clock clock) {
    this.database = database;
    this.submissions = submissions;
    this.queue = queue;
    this.rule = rule;
    this.replyDays = replyDays;
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
    this.clock = clock;
  }

  /**
   * A claim that was taken.
   *
   * @param number its public number
   * @param receipt the code that only its author has; it is not kept
   */
  public record Filed(String number, String receipt) {}

  /** Returns when claims are shown. */
  public ClaimRule rule() {
    return rule;
  }

  /**
   * Takes a claim and queues its comparison.
   *
   * @param address from where it comes; only a digest that nobody can undo is kept
   * @throws TooManyClaimsException if too many came from there, or in all, within a day
   * @throws IllegalArgumentException if the team has handed in no weights for that stage
   */
  @Transactional
  public Filed file(NewClaim claim, String address) throws TooManyClaimsException {
    boolean handedIn =
        submissions
            .counting(claim.stage(), claim.team())
            .map(submission -> submission.weights() != null)
            .orElse(false);
    if (!handedIn) {
      throw new WrongValueException("refusal.claim.no-weights", claim.team(), claim.stage());
    }
    String origin = Digest.ofJson(List.of(HexFormat.of().formatHex(salt), address)).toString();
    requireFew(origin);
    String number = "GL-" + letters(NUMBER_LETTERS);
    String receipt = letters(RECEIPT_LETTERS);
    insert(claim, number, digest(receipt), origin);
    queue.scheduleIfNotExists(ClaimComparison.NAME.instance(number), clock.instant());
    return new Filed(number, receipt);
  }

  private void requireFew(String origin) throws TooManyClaimsException {
    var since = Timestamp.from(clock.instant().minus(Duration.ofDays(1)));
    // One at a time, so that two that arrive together are both counted.
    database
        .sql("select pg_advisory_xact_lock(hashtext('lineage.claims'))")
        .query((row, index) -> 0)
        .list();
    long own =
        database
            .sql("select count(*) from lineage.claim where origin = :origin and filed_at > :since")
            .param("origin", origin)
            .param("since", since)
            .query(Long.class)
            .single();
    long all =
        database
            .sql("select count(*) from lineage.claim where filed_at > :since")
            .param("since", since)
            .query(Long.class)
            .single();
    if (own >= mostOfOne || all >= mostOfAll) {
      throw new TooManyClaimsException(
          "%d claims came from there and %d in all within a day; %d and %d are taken"
              .formatted(own, all, mostOfOne, mostOfAll));
    }
  }

  private void insert(NewClaim claim, String number, String receipt, String origin) {
    database
        .sql(
            """
            insert into lineage.claim
              (number, receipt_digest, origin, programme, stage, team, component, statement,
               statistic, claimed_value, source, source_kind, source_digest, filed_at, state)
            values (:number, :receipt, :origin, :programme, :stage, :team, :component, :statement,
               :statistic, :value, :source, :kind, :digest, :at, 'FILED')
            """)
        .param("number", number)
        .param("receipt", receipt)
        .param("origin", origin)
        .param("programme", claim.stage().programme())
        .param("stage", claim.stage().stage())
        .param("team", claim.team())
        .param("component", claim.component())
        .param("statement", claim.statement().strip())
        .param("statistic", claim.statistic().id())
        .param("value", claim.value(), Types.NUMERIC)
        .param("source", claim.source().name())
        .param("kind", claim.source().kind().name())
        .param("digest", claim.source().digest(), Types.VARCHAR)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** Returns all claims, the newest first. */
  public List<Claim> all() {
    return database
        .sql("select * from lineage.claim order by filed_at desc, number limit 500")
        .query(Claims::read)
        .list();
  }

  /** Returns the claims that everybody may see, the newest first. */
  public List<Claim> shown() {
    return all().stream().filter(this::isShown).toList();
  }

  /** Returns the claims about submissions to a stage that everybody may see, by number. */
  public List<Claim> shown(StageId stage) {
    return database
        .sql(
            """
            select * from lineage.claim
            where programme = :programme and stage = :stage order by number
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Claims::read)
        .list()
        .stream()
        .filter(this::isShown)
        .toList();
  }

  /** Returns whether everybody may see that {@code claim} was made; see {@link Claim#withheld}. */
  public boolean isShown(Claim claim) {
    var until = claim.replyUntil();
    return switch (rule) {
      case AT_ONCE -> true;
      case AFTER_REPLY ->
          claim.withheld() != null
              || claim.reply() != null
              || (until != null && until.isOver(clock));
    };
  }

  /** Returns the claims about a team's submission to a stage, the newest first. */
  public List<Claim> about(StageId stage, String team) {
    return database
        .sql(
            """
            select * from lineage.claim
            where programme = :programme and stage = :stage and team = :team
            order by filed_at desc, number
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("team", team)
        .query(Claims::read)
        .list();
  }

  /** Returns the claim with that number. */
  public Optional<Claim> find(String number) {
    return database
        .sql("select * from lineage.claim where number = :number")
        .param("number", number)
        .query(Claims::read)
        .optional();
  }

  /** Returns the claim that was filed with that receipt. */
  public Optional<Claim> byReceipt(String receipt) {
    String code = receipt.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return database
        .sql("select * from lineage.claim where receipt_digest = :digest")
        .param("digest", digest(code))
        .query(Claims::read)
        .optional();
  }

  /**
   * Takes the team's reply. After the deadline it is taken too, and marked as late.
   *
   * @throws IllegalStateException if there is a reply already, or the comparison is not made yet
   */
  @Transactional
  public void reply(String number, String text, String account) {
    var claim = get(number);
    if (claim.state() == Claim.State.FILED || claim.reply() != null) {
      throw new WrongMomentException("refusal.claim.no-reply-now", number);
    }
    if (text.isBlank() || text.length() > NewClaim.LONGEST) {
      throw new WrongValueException("refusal.claim.reply-length", NewClaim.LONGEST);
    }
    database
        .sql(
            """
            update lineage.claim set reply = :text, replied_by = :by, replied_at = :at
            where number = :number and reply is null
            """)
        .param("text", text.strip())
        .param("by", account)
        .param("at", Timestamp.from(clock.instant()))
        .param("number", number)
        .update();
  }

  /** Keeps a claim's words from the public; the reason stands in their place. */
  @Transactional
  public void withhold(String number, String reason, String account) {
    if (reason.isBlank()) {
      throw new WrongValueException("refusal.claim.withhold-reason");
    }
    database
        .sql(
            """
            update lineage.claim
            set withheld_reason = :reason, withheld_by = :by, withheld_at = :at
            where number = :number
            """)
        .param("reason", reason.strip())
        .param("by", account)
        .param("at", Timestamp.from(clock.instant()))
        .param("number", number)
        .update();
  }

  @Transactional
  void compared(String number, byte[] report) {
    finish(
        number,
        Claim.State.COMPARED,
        new String(report, StandardCharsets.UTF_8),
        Digest.of(report).toString(),
        null);
  }

  @Transactional
  void notComparable(String number, String cause) {
    finish(number, Claim.State.NOT_COMPARABLE, null, null, cause);
  }

  private void finish(
      String number,
      Claim.State state,
      @Nullable String report,
      @Nullable String digest,
      @Nullable String cause) {
    Instant until =
        clock
            .instant()
            .atZone(Moments.SEOUL)
            .plusDays(replyDays)
            .with(LocalTime.of(23, 59, 59))
            .toInstant();
    database
        .sql(
            """
            update lineage.claim set state = :state, report = :report, report_digest = :digest,
              cause = :cause, run_at = :at, reply_until = coalesce(reply_until, :until)
            where number = :number
            """)
        .param("state", state.name())
        .param("report", report, Types.VARCHAR)
        .param("digest", digest, Types.VARCHAR)
        .param("cause", cause, Types.VARCHAR)
        .param("at", Timestamp.from(clock.instant()))
        .param("until", Timestamp.from(until))
        .param("number", number)
        .update();
  }

  private Claim get(String number) {
    return find(number)
        .orElseThrow(() -> new IllegalArgumentException("there is no claim " + number));
  }

  private String letters(int count) {
    var letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  private static String digest(String receipt) {
    return Digest.ofJson(List.of("claim-receipt", receipt)).toString();
  }

  private static Claim read(ResultSet row, int index) throws SQLException {
    var until = row.getTimestamp("reply_until");
    var deadline = until == null ? null : new Deadline(until.toInstant(), Moments.SEOUL);
    return new Claim(
        row.getString("number"),
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getString("team"),
        row.getString("component"),
        row.getString("statement"),
        ClaimedStatistic.of(row.getString("statistic")).orElse(ClaimedStatistic.OTHER),
        row.getBigDecimal("claimed_value"),
        new Claim.Source(
            Claim.Source.Kind.valueOf(row.getString("source_kind")),
            row.getString("source"),
            row.getString("source_digest")),
        row.getTimestamp("filed_at").toInstant(),
        Claim.State.valueOf(row.getString("state")),
        row.getString("report") == null
            ? null
            : new Claim.Rerun(
                row.getString("report"),
                row.getString("report_digest"),
                row.getTimestamp("run_at").toInstant()),
        row.getString("cause"),
        deadline,
        reply(row, deadline),
        row.getString("withheld_reason") == null
            ? null
            : new Claim.Withheld(
                row.getString("withheld_reason"), row.getTimestamp("withheld_at").toInstant()));
  }

  private static Claim.@Nullable Reply reply(ResultSet row, @Nullable Deadline until)
      throws SQLException {
    String text = row.getString("reply");
    if (text == null) {
      return null;
    }
    Instant at = row.getTimestamp("replied_at").toInstant();
    return new Claim.Reply(text, at, until != null && at.isAfter(until.at()));
  }
}
