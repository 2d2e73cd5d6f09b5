package org.gwageo.platform.office;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Opens pages and sends forms as somebody, on a stage that is put where a test needs it. */
@TestComponent
class Desk {

  static final StageId STAGE = new StageId("rehearsal", "stage-1");
  static final String OFFICE = "/office/programmes/rehearsal/stages/stage-1";

  private final MockMvc http;
  private final JdbcClient database;
  private final Accounts accounts;

  Desk(MockMvc http, JdbcClient database, Accounts accounts) {
    this.http = http;
    this.database = database;
    this.accounts = accounts;
  }

  /** Empties the stage, puts it into {@code state} and adds an account for each role. */
  void reset(StageState state) {
    List.of(
            "evaluation.result",
            "evaluation.attempt",
            "evaluation.question_score",
            "evaluation.job_event",
            "evaluation.job",
            "evaluation.season_entrant",
            "evaluation.season",
            "review.score",
            "review.mark",
            "contest.rating",
            "decision.confirmation",
            "decision.verdict",
            "submission.submission",
            "programme.transition",
            "team.guest",
            "queue.execution")
        .forEach(table -> database.sql("delete from " + table).update());
    database
        .sql("delete from programme.rulebook where programme = 'rehearsal' and version > 1")
        .update();
    database
        .sql(
            """
            update programme.stage set state = :state, rulebook_version = :version
            where programme = 'rehearsal' and stage = 'stage-1'
            """)
        .param("state", state.name())
        .param("version", state == StageState.DRAFT ? null : 1)
        .update();
    put("office", Role.OFFICE, null, null);
    put("office-second", Role.OFFICE, null, null);
    put("team", Role.TEAM, "rehearsal", "hon-cheon");
    put("reviewer", Role.REVIEWER, "rehearsal", "E1");
  }

  private void put(String name, Role role, @Nullable String programme, @Nullable String subject) {
    if (accounts.find(name).isEmpty()) {
      accounts.put(
          new Account(name, "계정 " + name, "Account " + name, role, programme, subject),
          "correct-horse-" + name);
    }
  }

  JdbcClient database() {
    return database;
  }

  MockMvc http() {
    return http;
  }

  /** Opens {@code path} as {@code account}. */
  Answer open(String account, String path) throws Exception {
    return answer(
        http.perform(get(path).with(user(account).roles(role(account)))).andReturn().getResponse());
  }

  /** Sends a form as {@code account}; fields are names and values in turn. */
  Answer send(String account, String path, String... fields) throws Exception {
    var request = post(path).with(user(account).roles(role(account))).with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request = request.param(fields[i], fields[i + 1]);
    }
    return answer(http.perform(request).andReturn().getResponse());
  }

  /** Returns a request as the server hands it to the filters: the path is the servlet's. */
  static MockHttpServletRequestBuilder get(String path) {
    return MockMvcRequestBuilders.get(path).servletPath(servlet(path));
  }

  /** Returns a form sent to {@code path}; see {@link #get}. */
  static MockHttpServletRequestBuilder post(String path) {
    return MockMvcRequestBuilders.post(path).servletPath(servlet(path));
  }

  static String servlet(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private String role(String account) {
    return accounts.find(account).orElseThrow().role().name();
  }

  static Answer answer(MockHttpServletResponse response) throws Exception {
    String location = response.getRedirectedUrl();
    return new Answer(
        response.getStatus(),
        response.getContentAsString(StandardCharsets.UTF_8),
        location == null ? "" : location);
  }

  /** What came back. */
  record Answer(int status, String body, String location) {}
}
