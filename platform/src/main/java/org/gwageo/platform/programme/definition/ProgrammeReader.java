package org.gwageo.platform.programme.definition;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a programme folder. */
public final class ProgrammeReader {

  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();
  private final References references = new References();
  private final Citations citations = new Citations(references);

  private ProgrammeReader(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads {@code folder}: {@code programme.yaml}, {@code teams/<id>.yaml} for each id under its key
   * {@code teams}, and {@code submissions/<id>.yaml} where there is one.
   *
   * @throws DefinitionException if a file cannot be read or says something that it may not; it
   *     lists everything that is wrong
   */
  public static ProgrammeDefinition read(Path folder) throws DefinitionException {
    var reader = new ProgrammeReader(folder);
    ProgrammeDefinition programme = reader.programme();
    reader.references.check();
    if (programme == null || !reader.problems.isEmpty()) {
      reader.problems.sort(
          Comparator.comparing(Problem::file)
              .thenComparingInt(Problem::line)
              .thenComparingInt(Problem::column));
      throw new DefinitionException(reader.problems);
    }
    return programme;
  }

  private @Nullable ProgrammeDefinition programme() {
    Fields fields = file("programme.yaml");
    if (fields == null) {
      return null;
    }
    String id = fields.text("id");
    if (!id.equals(String.valueOf(folder.toAbsolutePath().normalize().getFileName()))) {
      fields.placeOf("id").problem("the id is the name of the folder, not '" + id + "'");
    }
    List<Source> sources = fields.list("sources", citations::source);
    String owner = fields.text("owner");
    references.use(References.Kind.BODY, owner, fields.placeOf("owner"));
    var stageReader = new StageReader(citations, folder);
    var supportReader = new SupportReader(citations);
    List<String> ids = fields.texts("teams", ProgrammeReader::requireFileName);
    var programme =
        new ProgrammeDefinition(
            id,
            fields.flag("rehearsal", false),
            fields.bilingual("title"),
            fields.bilingual("summary"),
            owner,
            fields.parsed("zone", ProgrammeReader::zone, ZoneOffset.UTC),
            fields.list("bodies", this::body),
            sources,
            fields.list("names", this::name),
            fields.list("events", this::event),
            fields.list("stages", stageReader::read),
            fields.list("support", supportReader::read),
            fields.list("supportRules", citations::topic),
            fields.list("applicants", this::applicant),
            fields.list("topics", citations::topic),
            teams(ids),
            submissions(ids));
    requireOrder(programme.events(), fields.placeOf("events"));
    fields.end();
    return programme;
  }

  private List<TeamDefinition> teams(List<String> ids) {
    var teams = new ArrayList<TeamDefinition>();
    var reader = new TeamReader(citations);
    for (String id : ids) {
      Fields fields = file("teams/" + id + ".yaml");
      if (fields != null) {
        requireId(id, fields, "id");
        teams.add(reader.read(fields));
      }
    }
    return teams;
  }

  private List<Submission> submissions(List<String> ids) {
    var submissions = new ArrayList<Submission>();
    var reader = new SubmissionReader(references);
    for (String id : ids) {
      String file = "submissions/" + id + ".yaml";
      Fields fields = Files.exists(folder.resolve(file)) ? file(file) : null;
      if (fields != null) {
        requireId(id, fields, "team");
        submissions.add(reader.read(fields));
      }
    }
    return submissions;
  }

  private static void requireId(String id, Fields fields, String key) {
    if (!id.equals(fields.textOrNull(key))) {
      fields.placeOf(key).problem("the key '" + key + "' is the name of the file: " + id);
    }
  }

  private static void requireFileName(String id, Place place) {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      place.problem("an id is made of a-z, 0-9 and single hyphens: " + id);
    }
  }

  private static void requireOrder(List<Event> events, Place place) {
    for (int i = 1; i < events.size(); i++) {
      Event before = events.get(i - 1);
      Event event = events.get(i);
      if (dated(before) && dated(event) && event.date().last().isBefore(before.date().first())) {
        place.problem("the event '" + event.id() + "' is earlier than '" + before.id() + "'");
      }
    }
  }

  private static boolean dated(Event event) {
    return event.actual() != null || event.planned() != null;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such time zone: " + text, e);
    }
  }

  private Body body(Fields fields) {
    String id = fields.text("id");
    references.declare(References.Kind.BODY, id, fields.placeOf("id"));
    return new Body(
        id,
        fields.bilingual("name"),
        fields.bilingual("shortName"),
        citations.statements(fields, "duties", null));
  }

  private GrantedName name(Fields fields) {
    String id = fields.text("id");
    references.declare(References.Kind.NAME, id, fields.placeOf("id"));
    return new GrantedName(
        id,
        fields.bilingual("name"),
        fields.bilingual("users"),
        citations.attribution(fields, null));
  }

  private Applicant applicant(Fields fields) {
    String id = fields.text("id");
    references.declare(References.Kind.ENTRANT, id, fields.placeOf("id"));
    return new Applicant(id, fields.bilingual("name"), citations.attribution(fields, null));
  }

  private Event event(Fields fields) {
    String id = fields.text("id");
    references.declare(References.Kind.EVENT, id, fields.placeOf("id"));
    String stage = fields.textOrNull("stage");
    if (stage != null) {
      references.use(References.Kind.STAGE, stage, fields.placeOf("stage"));
    }
    Period planned = fields.parsedOrNull("planned", Period::parse);
    Period actual = fields.parsedOrNull("date", Period::parse);
    Bilingual difference = fields.bilingualOrNull("difference");
    if (planned == null && actual == null) {
      fields.place().problem("an event has a 'date', a 'planned' date or both");
    }
    if (planned != null && actual != null && difference == null && !within(actual, planned)) {
      fields.placeOf("planned").problem("plan and fact differ: 'difference' says why");
    }
    return new Event(
        id,
        fields.oneOf("kind", Event.Kind.class),
        planned,
        actual,
        fields.bilingualOrNull("when"),
        fields.bilingual("title"),
        fields.bilingualOrNull("detail"),
        stage,
        difference,
        citations.attribution(fields, null));
  }

  private static boolean within(Period inner, Period outer) {
    return !inner.first().isBefore(outer.first()) && !inner.last().isAfter(outer.last());
  }

  /** Returns the keys of a file of this programme, or {@code null} after noting what is wrong. */
  private @Nullable Fields file(String name) {
    var place = new Place(name, null, problems);
    try {
      String text = Files.readString(folder.resolve(name));
      if (text.length() > MOST_CHARACTERS) {
        place.problem("the file has " + text.length() + " characters, more than 4 Mi");
        return null;
      }
      Node root = parse(text);
      if (root == null) {
        place.problem("the file is empty");
        return null;
      }
      return Fields.of(root, place);
    } catch (MarkedYAMLException e) {
      place.at(e.getProblemMark()).problem(String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      place.problem(firstLine(e));
    } catch (CharacterCodingException e) {
      place.problem("the file is not UTF-8");
    } catch (NoSuchFileException e) {
      place.problem("there is no such file in " + folder);
    } catch (IOException e) {
      place.problem("the file cannot be read: " + e.getClass().getSimpleName());
    }
    return null;
  }

  private static String firstLine(YAMLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML");
  }

  private static @Nullable Node parse(String text) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    options.setCodePointLimit(MOST_CHARACTERS);
    return new Yaml(options).compose(new java.io.StringReader(text));
  }
}
