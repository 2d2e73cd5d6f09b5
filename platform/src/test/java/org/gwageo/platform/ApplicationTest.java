package org.gwageo.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a test class in the whole application on a data folder of its own. All such classes of one
 * JVM share the application, so a test sets the state that it needs.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = ApplicationTest.TemporaryData.class)
public @interface ApplicationTest {

  /** Puts the data into a temporary folder and reads the repository's programmes and models. */
  final class TemporaryData
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        Path data = Files.createTempDirectory("gwageo-test");
        data.toFile().deleteOnExit();
        context
            .getEnvironment()
            .getPropertySources()
            .addFirst(
                new MapPropertySource(
                    "test",
                    Map.of(
                        "gwageo.data", data.toString(),
                        "gwageo.programmes", "../programmes",
                        "gwageo.models", "../nano/models",
                        "gwageo.references", "../nano/models/north-star-base",
                        "gwageo.lineage.known-derivative", "../nano/zoo/cpt-10-of-base-a1.json")));
      } catch (IOException e) {
        throw new UncheckedIOException("no temporary folder for the data", e);
      }
    }
  }
}
