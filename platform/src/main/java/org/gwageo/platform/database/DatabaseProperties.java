package org.gwageo.platform.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the data lives.
 *
 * @param data the folder of everything that the application keeps
 * @param database an external server; absent means the embedded one under {@code data}
 * @param postgresqlPrograms where the embedded server's programs are unpacked; absent means a
 *     folder below {@code data}
 */
@ConfigurationProperties("gwageo")
record DatabaseProperties(
    Path data, @Nullable External database, @Nullable Path postgresqlPrograms) {

  /**
   * A PostgreSQL server that somebody else runs.
   *
   * @param url the JDBC URL
   * @param username the owner of the schemas
   * @param password its password, if the server asks for one
   */
  record External(String url, @Nullable String username, @Nullable String password) {}
}
