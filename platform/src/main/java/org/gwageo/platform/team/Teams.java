package org.gwageo.platform.team;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.web.WrongValueException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All teams of all programmes. */
@Repository
public class Teams {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");

  private final Programmes programmes;
  private final JdbcClient database;
  private final Clock clock;

  Teams(Programmes programmes, JdbcClient database, Clock clock) {
    this.programmes = programmes;
    this.database = database;
    this.clock = clock;
  }

  /** Returns the programme's teams in the order of its definition, then its guests by name. */
  public List<Team> of(String programme) {
    var teams = new ArrayList<Team>();
    programmes
        .get(programme)
        .teams()
        .forEach(t -> teams.add(new Team(programme, t.id(), t.name(), t.shortName(), t)));
    teams.addAll(
        database
            .sql("select team, name from team.guest where programme = :programme order by team")
            .param("programme", programme)
            .query(
                (row, index) -> {
                  var name = new Bilingual(row.getString("name"), row.getString("name"));
                  return new Team(programme, row.getString("team"), name, name, null);
                })
            .list());
    return List.copyOf(teams);
  }

  /** Returns the teams that take part in a stage: its entrants, then the guests. */
  public List<Team> in(StageId stage) {
    var entrants = programmes.stage(stage).entrants();
    return of(stage.programme()).stream()
        .filter(team -> team.guest() || entrants.contains(team.id()))
        .toList();
  }

  /** Returns the teams that panels and users judge: all but the guests. */
  public List<Team> competing(StageId stage) {
    return in(stage).stream().filter(team -> !team.guest()).toList();
  }

  /** Returns the team, if the programme has one of that name. */
  public Optional<Team> find(String programme, String id) {
    return of(programme).stream().filter(team -> team.id().equals(id)).findFirst();
  }

  /**
   * Enters a guest, or returns the one that has this name already.
   *
   * @param name up to 40 letters, digits, spaces, dots, hyphens and underscores
   * @throws IllegalArgumentException if the name has another form or belongs to a team
   */
  public Team enterGuest(String programme, String name, String enteredBy) {
    if (!NAME.matcher(name).matches()) {
      throw new WrongValueException("refusal.guest.name", name);
    }
    String id = slug(name);
    var present = find(programme, id);
    if (present.isPresent()) {
      if (!present.get().guest()) {
        throw new WrongValueException("refusal.guest.team-name", programme, name);
      }
      return present.get();
    }
    database
        .sql(
            """
            insert into team.guest (programme, team, name, entered_by, entered_at)
            values (:programme, :team, :name, :by, :at)
            """)
        .param("programme", programme)
        .param("team", id)
        .param("name", name)
        .param("by", enteredBy)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return find(programme, id).orElseThrow();
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    // A name in Hangul alone leaves nothing; its code points still tell two guests apart.
    return slug.isEmpty() ? "guest-" + Integer.toHexString(name.hashCode()) : slug;
  }
}
