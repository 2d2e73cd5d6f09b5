package org.gwageo.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

/** All accounts. */
@Repository
public class Accounts {

  private static final int SHORTEST_PASSWORD = 12;

  private final JdbcClient database;
  private final PasswordEncoder encoder;
  private final Clock clock;

  Accounts(JdbcClient database, PasswordEncoder encoder, Clock clock) {
    this.database = database;
    this.encoder = encoder;
    this.clock = clock;
  }

  /** Returns the account of that name, if there is one. */
  public Optional<Account> find(String username) {
    return database
        .sql("select * from identity.account where username = :username")
        .param("username", username)
        .query(Accounts::read)
        .optional();
  }

  /** Returns the accounts with {@code role}, by name. */
  public List<Account> with(Role role) {
    return database
        .sql("select * from identity.account where role = :role order by username")
        .param("role", role.name())
        .query(Accounts::read)
        .list();
  }

  /**
   * Adds an account, or gives an existing one of the same name this password and these properties.
   *
   * @throws IllegalArgumentException if the password has fewer than 12 characters
   */
  public void put(Account account, String password) {
    if (password.length() < SHORTEST_PASSWORD) {
      throw new IllegalArgumentException(
          "the password of %s has %d characters; it needs at least %d"
              .formatted(account.username(), password.length(), SHORTEST_PASSWORD));
    }
    database
        .sql(
            """
            insert into identity.account
              (username, password_hash, name_ko, name_en, role, programme, subject, created_at)
            values (:username, :hash, :nameKo, :nameEn, :role, :programme, :subject, :at)
            on conflict (username) do update set password_hash = excluded.password_hash,
              name_ko = excluded.name_ko, name_en = excluded.name_en, role = excluded.role,
              programme = excluded.programme, subject = excluded.subject
            """)
        .param("username", account.username())
        .param("hash", encoder.encode(password))
        .param("nameKo", account.nameKo())
        .param("nameEn", account.nameEn())
        .param("role", account.role().name())
        .param("programme", account.programme())
        .param("subject", account.subject())
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  Optional<String> passwordHash(String username) {
    return database
        .sql("select password_hash from identity.account where username = :username")
        .param("username", username)
        .query(String.class)
        .optional();
  }

  private static Account read(ResultSet row, int index) throws SQLException {
    return new Account(
        row.getString("username"),
        row.getString("name_ko"),
        row.getString("name_en"),
        Role.valueOf(row.getString("role")),
        row.getString("programme"),
        row.getString("subject"));
  }
}
