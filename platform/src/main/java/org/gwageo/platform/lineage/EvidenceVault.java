package org.gwageo.platform.lineage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** The files of all cases, named by their digests. Nothing is replaced and nothing is deleted. */
@Repository
public class EvidenceVault {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]{0,119}");
  private static final Pattern DIGEST = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");

  private final JdbcClient database;
  private final Cases cases;
  private final DataSize limit;
  private final Clock clock;

  EvidenceVault(
      JdbcClient database,
      Cases cases,
      @Value("${gwageo.lineage.evidence-limit:4MB}") DataSize limit,
      Clock clock) {
    this.database = database;
    this.cases = cases;
    this.limit = limit;
    this.clock = clock;
  }

  /** Returns the largest file that is taken. */
  public DataSize limit() {
    return limit;
  }

  /** Returns the files of a case that a reader at {@code level} may read, the oldest first. */
  public List<EvidenceFile> of(VerificationCase of, Visibility level) {
    return database
        .sql(
            """
            select number, digest, name, visibility, bytes, content is not null as held, added_by,
              added_at
            from lineage.evidence where number = :number order by added_at, digest
            """)
        .param("number", of.number())
        .query(EvidenceVault::read)
        .list()
        .stream()
        .filter(file -> file.visibility().readableAt(level))
        .toList();
  }

  /** Returns the bytes of a file that a reader at {@code level} may read. */
  public Optional<byte[]> content(VerificationCase of, String digest, Visibility level) {
    return of(of, level).stream()
        .filter(file -> file.digest().equals(digest) && file.held())
        .findFirst()
        .map(
            file ->
                database
                    .sql(
                        """
                        select content from lineage.evidence
                        where number = :number and digest = :digest
                        """)
                    .param("number", of.number())
                    .param("digest", digest)
                    .query((row, index) -> row.getBytes("content"))
                    .single());
  }

  /**
   * Keeps a file of a case.
   *
   * @throws IllegalArgumentException if it is empty, too large, or has no plain name
   * @throws IllegalStateException if the case is decided
   */
  @Transactional
  public EvidenceFile add(
      VerificationCase of, String name, byte[] content, Visibility visibility, String account) {
    if (content.length == 0 || content.length > limit.toBytes()) {
      throw new WrongValueException(
          "refusal.case.file-size", name, content.length, limit.toBytes());
    }
    return store(
        of, name, Digest.of(content).toString(), content.length, content, visibility, account);
  }

  /**
   * Notes the digest and the length of a file that stays where it is, such as a checkpoint.
   *
   * @throws IllegalArgumentException if the digest is not 64 hexadecimal digits, or the length is
   *     negative
   */
  @Transactional
  public EvidenceFile note(
      VerificationCase of,
      String name,
      String sha256,
      long bytes,
      Visibility visibility,
      String account) {
    var digits = DIGEST.matcher(sha256.strip());
    if (!digits.matches() || bytes < 0) {
      throw new WrongValueException("refusal.case.file-digest", sha256, bytes);
    }
    String digest = new Digest(digits.group(1)).toString();
    return store(of, name, digest, bytes, null, visibility, account);
  }

  private EvidenceFile store(
      VerificationCase of,
      String name,
      String digest,
      long bytes,
      byte @Nullable [] content,
      Visibility visibility,
      String account) {
    if (!NAME.matcher(name).matches()) {
      throw new WrongValueException("refusal.case.file-name", name);
    }
    cases.change(
        of.stage(),
        of.team(),
        found -> found.addEvidence(name, digest, visibility, account, clock));
    int added =
        database
            .sql(
                """
                insert into lineage.evidence
                  (number, digest, name, visibility, bytes, content, added_by, added_at)
                values (:number, :digest, :name, :visibility, :bytes, :content, :by, :at)
                on conflict do nothing
                """)
            .param("number", of.number())
            .param("digest", digest)
            .param("name", name)
            .param("visibility", visibility.name())
            .param("bytes", bytes)
            .param("content", content, Types.BINARY)
            .param("by", account)
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (added == 0) {
      throw new WrongValueException("refusal.case.file-twice", of.number(), digest);
    }
    return of(of, Visibility.PANEL).stream()
        .filter(file -> file.digest().equals(digest))
        .findFirst()
        .orElseThrow();
  }

  private static EvidenceFile read(ResultSet row, int index) throws SQLException {
    return new EvidenceFile(
        row.getString("number"),
        row.getString("digest"),
        row.getString("name"),
        Visibility.valueOf(row.getString("visibility")),
        row.getLong("bytes"),
        row.getBoolean("held"),
        row.getString("added_by"),
        row.getTimestamp("added_at").toInstant());
  }
}
