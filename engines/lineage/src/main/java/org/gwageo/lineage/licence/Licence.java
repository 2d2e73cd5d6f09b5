package org.gwageo.lineage.licence;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.licence.Answer.Permission;

/**
 * A licence that is known.
 *
 * @param id its SPDX id, or our name for it
 * @param spdx whether the id is SPDX's
 * @param names other names that model pages use
 * @param answers one per question
 */
public record Licence(String id, boolean spdx, List<String> names, Map<Question, Answer> answers) {

  /** Whether a model under a licence is open to everybody. */
  public enum Result {
    /** Everybody may use, change and share it for every purpose. */
    OPEN("open"),
    /** Somebody or some purpose is left out. */
    RESTRICTED("restricted"),
    /** It is not known, or not clear. */
    NEEDS_PERSON("needs-person");

    private final String id;

    Result(String id) {
      this.id = id;
    }

    /** Returns the result's name in files. */
    public String id() {
      return id;
    }
  }

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if a question has no answer
   */
  public Licence {
    names = List.copyOf(names);
    answers = new EnumMap<>(answers);
    if (answers.size() != Question.values().length) {
      throw new IllegalArgumentException(
          "the licence %s answers %d of %d questions"
              .formatted(id, answers.size(), Question.values().length));
    }
  }

  /** Returns what its answers amount to. */
  public Result result() {
    if (has(Permission.FORBIDDEN) || has(Permission.LIMITED)) {
      return Result.RESTRICTED;
    }
    return has(Permission.UNKNOWN) ? Result.NEEDS_PERSON : Result.OPEN;
  }

  private boolean has(Permission permission) {
    return answers.values().stream().anyMatch(answer -> answer.permission() == permission);
  }
}
