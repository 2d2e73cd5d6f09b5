package org.gwageo.platform.programme.definition;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that a programme's files declare and use; one set for all files of a programme. */
final class References {

  /** What a name stands for. */
  enum Kind {
    SOURCE("source"),
    BODY("body"),
    NAME("granted name"),
    EVENT("event"),
    STAGE("stage"),
    ROUND("round"),
    SUPPORT("support"),
    TOPIC("topic"),
    ENTRANT("team or applicant");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private record Use(Kind kind, String id, Place place) {}

  private final Map<Kind, Set<String>> declared = new EnumMap<>(Kind.class);
  private final List<Use> uses = new ArrayList<>();

  void declare(Kind kind, String id, Place place) {
    if (!declared.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(id)) {
      place.problem("the " + kind.words + " '" + id + "' is declared twice");
    }
  }

  void use(Kind kind, String id, Place place) {
    uses.add(new Use(kind, id, place));
  }

  /** Reports every name that is used and not declared. */
  void check() {
    for (Use use : uses) {
      Set<String> known = declared.getOrDefault(use.kind, Set.of());
      if (!known.contains(use.id)) {
        use.place.problem(
            "no " + use.kind.words + " '" + use.id + "'" + Nearest.hint(use.id, known));
      }
    }
  }
}
