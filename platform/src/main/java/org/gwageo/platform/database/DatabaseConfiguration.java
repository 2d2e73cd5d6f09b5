package org.gwageo.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  private static final Pattern SCRIPT = Pattern.compile("/db/([a-z]+)/V[^/]+\\.sql$");

  @Bean
  @Conditional(NoExternalServer.class)
  EmbeddedServer embeddedServer(DatabaseProperties properties) {
    var programs = properties.postgresqlPrograms();
    return EmbeddedServer.start(
        properties.data(),
        programs == null ? properties.data().resolve("postgresql-programs") : programs);
  }

  /** Returns connections to a database whose schemas are up to date. */
  @Bean
  HikariDataSource dataSource(
      DatabaseProperties properties, ObjectProvider<EmbeddedServer> embedded) throws IOException {
    var connections = new HikariDataSource();
    connections.setMaximumPoolSize(24);
    var external = properties.database();
    if (external == null) {
      connections.setJdbcUrl(embedded.getObject().url());
    } else {
      connections.setJdbcUrl(external.url());
      setIfPresent(external.username(), connections::setUsername);
      setIfPresent(external.password(), connections::setPassword);
    }
    migrate(connections);
    return connections;
  }

  private static void setIfPresent(@Nullable String value, Consumer<String> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  private static void migrate(DataSource connections) throws IOException {
    var scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:db/*/V*.sql");
    var modules = new TreeSet<String>();
    for (var script : scripts) {
      var path = SCRIPT.matcher(script.getURL().getPath());
      if (path.find()) {
        modules.add(path.group(1));
      }
    }
    modules.forEach(
        module ->
            Flyway.configure()
                .dataSource(connections)
                .schemas(module)
                .defaultSchema(module)
                .locations("classpath:db/" + module)
                .load()
                .migrate());
  }

  /** Matches when no external server is named. */
  static final class NoExternalServer implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().containsProperty("gwageo.database.url");
    }
  }
}
