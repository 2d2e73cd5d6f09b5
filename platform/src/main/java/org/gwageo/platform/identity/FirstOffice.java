package org.gwageo.platform.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets somebody in who can add the other accounts. */
@Component
class FirstOffice {

  private static final Logger log = LoggerFactory.getLogger(FirstOffice.class);

  private final Accounts accounts;
  private final String password;

  FirstOffice(Accounts accounts, @Value("${gwageo.accounts.first-office:}") String password) {
    this.accounts = accounts;
    this.password = password;
  }

  @EventListener(ApplicationStartedEvent.class)
  void addWhenThereIsNone() {
    if (!password.isEmpty() && accounts.with(Role.OFFICE).isEmpty()) {
      accounts.put(new Account("office", "운영기관", "Office", Role.OFFICE, null, null), password);
      log.info("added the first office account, office");
    }
  }
}
