package org.gwageo.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class ServersTests {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner().withUserConfiguration(DatabaseConfiguration.class);

  @Test
  void everyModuleHasASchemaOfItsOwnOnAnExternalServer(@TempDir Path folder) throws Exception {
    try (var server = EmbeddedServer.start(folder, folder.resolve("programs"));
        var connection = DriverManager.getConnection(server.url())) {
      connection.createStatement().execute("create database elsewhere");
      String url = server.url().replace("/postgres?", "/elsewhere?");
      application
          .withPropertyValues("gwageo.data=" + folder, "gwageo.database.url=" + url)
          .run(
              context -> {
                assertThat(context).doesNotHaveBean(EmbeddedServer.class);
                assertThat(schemas(context.getBean(javax.sql.DataSource.class)))
                    .contains("programme", "evaluation", "decision", "queue");
              });
    }
  }

  @Test
  void anEmbeddedServerKeepsItsDataOverARestart(@TempDir Path folder) {
    var kept = application.withPropertyValues("gwageo.data=" + folder);
    kept.run(
        context ->
            JdbcClient.create(context.getBean(javax.sql.DataSource.class))
                .sql("insert into programme.programme (id, loaded_at) values ('kept', now())")
                .update());
    kept.run(
        context ->
            assertThat(
                    JdbcClient.create(context.getBean(javax.sql.DataSource.class))
                        .sql("select id from programme.programme")
                        .query(String.class)
                        .list())
                .containsExactly("kept"));
  }

  @Test
  void twoProcessesDoNotShareAFolder(@TempDir Path folder) throws Exception {
    try (var claimed = DataFolder.claim(folder)) {
      assertThatThrownBy(() -> DataFolder.claim(claimed.path()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("another Gwageo is running on the folder " + folder);
    }
  }

  private static List<String> schemas(javax.sql.DataSource database) {
    return JdbcClient.create(database)
        .sql("select schema_name from information_schema.schemata")
        .query((row, index) -> row.getString(1))
        .list();
  }
}
