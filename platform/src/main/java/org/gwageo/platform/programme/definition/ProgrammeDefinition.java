package org.gwageo.platform.programme.definition;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A programme as its folder describes it.
 *
 * @param id name of the folder
 * @param rehearsal whether it is a practice programme with invented entrants
 * @param title what the programme is called
 * @param summary what it is, in two or three sentences
 * @param owner id of the body that decides
 * @param zone zone of its calendar
 * @param bodies bodies with duties
 * @param sources documents that data are taken from
 * @param names names that teams may use
 * @param events calendar, in order of time
 * @param stages stages, in order
 * @param support kinds of support
 * @param supportRules rules over all support
 * @param applicants applicants without a team page
 * @param topics further statements by subject
 * @param teams teams in the order to show them
 * @param submissions what teams handed in; in the order of {@code teams}
 */
public record ProgrammeDefinition(
    String id,
    boolean rehearsal,
    Bilingual title,
    Bilingual summary,
    String owner,
    ZoneId zone,
    List<Body> bodies,
    List<Source> sources,
    List<GrantedName> names,
    List<Event> events,
    List<StageDefinition> stages,
    List<SupportDefinition> support,
    List<Topic> supportRules,
    List<Applicant> applicants,
    List<Topic> topics,
    List<TeamDefinition> teams,
    List<Submission> submissions) {

  public ProgrammeDefinition {
    bodies = List.copyOf(bodies);
    sources = List.copyOf(sources);
    names = List.copyOf(names);
    events = List.copyOf(events);
    stages = List.copyOf(stages);
    support = List.copyOf(support);
    supportRules = List.copyOf(supportRules);
    applicants = List.copyOf(applicants);
    topics = List.copyOf(topics);
    teams = List.copyOf(teams);
    submissions = List.copyOf(submissions);
  }

  /** Returns the team with {@code id}. */
  public Optional<TeamDefinition> team(String id) {
    return teams.stream().filter(team -> team.id().equals(id)).findFirst();
  }

  /** Returns the stage with {@code id}. */
  public Optional<StageDefinition> stage(String id) {
    return stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
  }

  /** Returns the source with {@code key}. */
  public Optional<Source> source(String key) {
    return sources.stream().filter(source -> source.key().equals(key)).findFirst();
  }

  /** Returns the name of the team or applicant with {@code id}. */
  public Optional<Bilingual> entrantName(String id) {
    return team(id)
        .map(TeamDefinition::name)
        .or(
            () ->
                applicants.stream()
                    .filter(applicant -> applicant.id().equals(id))
                    .map(Applicant::name)
                    .findFirst());
  }
}
