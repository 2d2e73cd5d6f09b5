package org.gwageo.lineage.licence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gwageo.lineage.licence.Answer.Permission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The licences that are known. */
public final class Licences {

  private static final Map<String, Licence> BY_NAME = load();

  private Licences() {}

  /** Returns all known licences, SPDX first. */
  public static List<Licence> all() {
    return BY_NAME.values().stream().distinct().toList();
  }

  /**
   * Finds a licence by its SPDX id or by a name that model pages use; case does not matter, and
   * nothing else is guessed.
   */
  public static Optional<Licence> find(String name) {
    return Optional.ofNullable(BY_NAME.get(key(name)));
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Licence> load() {
    var byName = new LinkedHashMap<String, Licence>();
    for (JsonNode one : resource().path("licences")) {
      var names = new ArrayList<String>();
      one.path("names").forEach(name -> names.add(name.asString()));
      var answers = new EnumMap<Question, Answer>(Question.class);
      for (Question question : Question.values()) {
        JsonNode answer = one.path("answers").path(question.id());
        answers.put(
            question,
            new Answer(
                Permission.valueOf(answer.get(0).asString().toUpperCase(Locale.ROOT)),
                answer.get(1).asString(),
                answer.get(2).asString()));
      }
      var licence =
          new Licence(one.path("id").asString(), one.path("spdx").asBoolean(), names, answers);
      put(byName, licence.id(), licence);
      names.forEach(name -> put(byName, name, licence));
    }
    return byName;
  }

  private static void put(Map<String, Licence> byName, String name, Licence licence) {
    Licence other = byName.put(key(name), licence);
    if (other != null && !other.equals(licence)) {
      throw new IllegalStateException("two licences are named " + name);
    }
  }

  private static JsonNode resource() {
    try (InputStream in = Licences.class.getResourceAsStream("licences.json")) {
      if (in == null) {
        throw new IllegalStateException("licences.json is missing");
      }
      return JsonMapper.builder().build().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
