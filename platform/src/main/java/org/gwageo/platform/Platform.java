package org.gwageo.platform;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;
import picocli.CommandLine;

/** The application. */
@Modulithic(systemName = "Gwageo")
@SpringBootApplication
public class Platform {

  /** Runs {@code demo} or {@code serve}; the exit status is 0, 1 or 2 as for every command. */
  public static void main(String[] args) {
    int status =
        new CommandLine(new Launch())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Launch::explain)
            .execute(args);
    System.exit(status);
  }

  /** Returns the one clock that decides what is in time. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
