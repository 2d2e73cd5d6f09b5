package org.gwageo.platform;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/** The application. */
@Modulithic(systemName = "Gwageo")
@SpringBootApplication
public class Platform {

  /** Starts the server with {@code args} as Spring Boot reads them. */
  public static void main(String[] args) {
    SpringApplication.run(Platform.class, args);
  }

  /** Returns the one clock that decides what is in time. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
