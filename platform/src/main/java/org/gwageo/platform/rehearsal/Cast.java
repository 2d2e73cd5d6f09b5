package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.submission.ModelStore;
import org.springframework.stereotype.Component;

/** The accounts and models with which the rehearsal is played. */
@Component
class Cast {

  static final String OFFICE = "office";
  static final String SECOND_OFFICE = "office-second";

  /** Of the team whose model was continued from another organisation's. */
  static final String ASKED_TEAM = "team-asked";

  /** Of a team that runs benchmarks itself. */
  static final String RUNNING_TEAM = "team-runs";

  /** Letters and digits that nobody mistakes for each other. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final Accounts accounts;
  private final ModelStore models;
  private final SecureRandom random = new SecureRandom();

  Cast(Accounts accounts, ModelStore models) {
    this.accounts = accounts;
    this.models = models;
  }

  /** Returns the folder of the model of each team of some programmes, by team. */
  SequencedMap<String, Path> models(ProgrammeDefinition... programmes) {
    var folders = new LinkedHashMap<String, Path>();
    for (ProgrammeDefinition programme : programmes) {
      for (var submission : programme.submissions()) {
        String name = String.valueOf(Path.of(submission.folder()).getFileName());
        folders.put(submission.team(), models.folder(name));
      }
    }
    return folders;
  }

  /** Returns the folder of a model. */
  Path model(String name) {
    return models.folder(name);
  }

  /** Returns the folder that holds the weights of all models of the rehearsal. */
  Path modelFolder() {
    return models.root();
  }

  /** Adds the accounts with passwords of their own, unless the folder has them already. */
  void enter(DemoFolder folder) throws IOException {
    if (!folder.accounts().isEmpty()) {
      return;
    }
    String programme = Rehearsal.STAGE.programme();
    var cast =
        List.of(
            new Account(OFFICE, "운영기관", "Office", Role.OFFICE, null, null),
            new Account(SECOND_OFFICE, "운영기관(확인자)", "Office, second", Role.OFFICE, null, null),
            new Account("team", "혼천팀", "Team Honcheon", Role.TEAM, programme, "hon-cheon"),
            new Account(ASKED_TEAM, "간의팀", "Team Ganui", Role.TEAM, programme, "gan-ui"),
            new Account(
                RUNNING_TEAM,
                "측우팀",
                "Team Cheugu",
                Role.TEAM,
                PracticeRuns.STAGE.programme(),
                "cheuk-u"),
            new Account("reviewer", "평가위원 E1", "Reviewer E1", Role.REVIEWER, programme, "E1"));
    var lines = new ArrayList<String>();
    for (var account : cast) {
      String password = password();
      accounts.put(account, password);
      lines.add("%-14s %s".formatted(account.username(), password));
    }
    folder.writeAccounts(lines);
  }

  private String password() {
    var letters = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      letters.append(i == 4 || i == 9 ? '-' : LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }
}
