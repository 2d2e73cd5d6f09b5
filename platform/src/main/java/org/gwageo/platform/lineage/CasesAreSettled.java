package org.gwageo.platform.lineage;

import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A stage is decided, and published, when none of its verification cases waits for its two people.
 * A verdict that came first could not carry what they decide.
 */
@Configuration(proxyBeanMethods = false)
class CasesAreSettled {

  @Bean
  static StageGuard casesAreSettledBeforeTheVerdict(Cases cases) {
    return new Guard(StageAction.DECIDE, cases);
  }

  @Bean
  static StageGuard casesAreSettledBeforeThePublication(Cases cases) {
    return new Guard(StageAction.PUBLISH, cases);
  }

  private record Guard(StageAction action, Cases cases) implements StageGuard {

    @Override
    public List<Condition> check(Stage stage) {
      var open = cases.of(stage.id()).stream().filter(one -> !one.settled()).toList();
      return List.of(
          open.isEmpty()
              ? Condition.of("cases-settled", true)
              : Condition.of(
                  "cases-open",
                  false,
                  open.size(),
                  open.stream()
                      .map(one -> "%s (%s)".formatted(one.number(), one.team()))
                      .collect(Collectors.joining(", "))));
    }
  }
}
