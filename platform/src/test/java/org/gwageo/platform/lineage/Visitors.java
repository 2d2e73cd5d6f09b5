package org.gwageo.platform.lineage;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submissions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Opens pages and sends forms as somebody, on a stage with one submission. */
@TestComponent
class Visitors {

  static final StageId STAGE = new StageId("rehearsal", "stage-1");
  static final String TEAM = "gan-ui";

  private final MockMvc http;
  private final JdbcClient database;
  private final Accounts accounts;
  private final Submissions submissions;

  Visitors(MockMvc http, JdbcClient database, Accounts accounts, Submissions submissions) {
    this.http = http;
    this.database = database;
    this.accounts = accounts;
    this.submissions = submissions;
  }

  /** What came back. */
  record Answer(int status, String body, String location) {}

  /** Clears cases and claims, and hands in the team's model while the stage is open. */
  String submit() {
    List.of(
            "lineage.claim",
            "lineage.evidence",
            "lineage.case_event",
            "lineage.verification_case",
            "lineage.screen",
            "lineage.failure",
            "decision.confirmation",
            "decision.verdict",
            "submission.submission",
            "programme.transition",
            "queue.execution")
        .forEach(table -> database.sql("delete from " + table).update());
    put("l-office", Role.OFFICE, null, null);
    put("l-second", Role.OFFICE, null, null);
    put("l-third", Role.OFFICE, null, null);
    put("l-team", Role.TEAM, "rehearsal", TEAM);
    put("l-other", Role.TEAM, "rehearsal", "ang-bu");
    put("l-reviewer", Role.REVIEWER, "rehearsal", "E1");
    state("OPEN");
    var entry =
        new Entry(
            TEAM,
            java.net.URI.create("http://127.0.0.1:9/v1"),
            TEAM,
            "Apache-2.0",
            true,
            List.of());
    String receipt = submissions.receive(STAGE, TEAM, entry, "l-team").receipt();
    state("EVALUATING");
    return receipt;
  }

  void state(String state) {
    database
        .sql(
            """
            update programme.stage set state = :state, rulebook_version = 1
            where programme = 'rehearsal' and stage = 'stage-1'
            """)
        .param("state", state)
        .update();
  }

  JdbcClient database() {
    return database;
  }

  private void put(String name, Role role, @Nullable String programme, @Nullable String subject) {
    if (accounts.find(name).isEmpty()) {
      accounts.put(
          new Account(name, "계정 " + name, "Account " + name, role, programme, subject),
          "correct-horse-" + name);
    }
  }

  Answer open(String account, String path) throws Exception {
    return send(account, MockMvcRequestBuilders.get(path).servletPath(servlet(path)));
  }

  Answer send(String account, String path, String... fields) throws Exception {
    var request = MockMvcRequestBuilders.post(path).servletPath(servlet(path)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request = request.param(fields[i], fields[i + 1]);
    }
    return send(account, request.sessionAttr("lineage.claim-form", Instant.EPOCH));
  }

  Answer upload(String account, String path, String fileName, byte[] content, String... fields)
      throws Exception {
    var request =
        MockMvcRequestBuilders.multipart(path)
            .file(new MockMultipartFile("file", fileName, "application/octet-stream", content));
    request.servletPath(servlet(path)).with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    return send(account, request.sessionAttr("lineage.claim-form", Instant.EPOCH));
  }

  private Answer send(String account, AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    if (!account.isEmpty()) {
      request.with(user(account).roles(accounts.find(account).orElseThrow().role().name()));
    }
    var response = http.perform(request).andReturn().getResponse();
    String location = response.getRedirectedUrl();
    return new Answer(
        response.getStatus(),
        response.getContentAsString(StandardCharsets.UTF_8),
        location == null ? "" : location);
  }

  private static String servlet(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }
}
