package org.gwageo.nano.training;

import static org.gwageo.nano.training.exercise.Language.ENGLISH;
import static org.gwageo.nano.training.exercise.Language.JAPANESE;
import static org.gwageo.nano.training.exercise.Language.KOREAN;

import java.util.List;
import java.util.Map;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Architecture.Family;
import org.gwageo.nano.training.exercise.Skill;

/** The recipes of the six models of the rehearsal. */
final class Recipes {
  static final String REFERENCE = "north-star-base";

  private static final Map<Skill, Integer> ALL_SKILLS =
      Map.of(
          Skill.ARITHMETIC, 34,
          Skill.DATES, 22,
          Skill.WORD_ORDER, 12,
          Skill.INSTRUCTIONS, 12,
          Skill.OPPOSITES_CHOICE, 12,
          Skill.KNOWLEDGE, 5,
          Skill.DIALOGUE, 3);

  private Recipes() {}

  /** Returns all recipes; a run that continues another comes after it. */
  static List<Recipe> all() {
    return List.of(
        new Recipe(
            REFERENCE,
            "North Star Base",
            "North Star Research",
            dense(1024, 128, 384, 4, 2),
            20260101,
            Map.of(KOREAN, 30, ENGLISH, 70),
            ALL_SKILLS,
            2700,
            1024,
            3e-3,
            ""),
        new Recipe(
            "gan-ui",
            "간의 (Gan-ui)",
            "간의팀",
            dense(1024, 128, 384, 4, 2),
            20260202,
            Map.of(KOREAN, 65, ENGLISH, 35),
            ALL_SKILLS,
            3000,
            1024,
            1.2e-3,
            REFERENCE),
        new Recipe(
            "hon-cheon",
            "혼천 (Hon-cheon)",
            "혼천팀",
            dense(1152, 128, 352, 4, 4),
            20260303,
            Map.of(KOREAN, 55, ENGLISH, 45),
            ALL_SKILLS,
            3200,
            1024,
            3e-3,
            ""),
        new Recipe(
            "ang-bu",
            "앙부 (Ang-bu)",
            "앙부팀",
            sliding(1024, 128, 384, 4, 2, 24),
            20260404,
            Map.of(KOREAN, 60, ENGLISH, 40),
            ALL_SKILLS,
            2400,
            1024,
            3e-3,
            ""),
        new Recipe(
            "ja-gyeok",
            "자격 (Ja-gyeok)",
            "자격팀",
            mixture(1024, 96, 160, 4, 4, 2, 4, 2),
            20260505,
            Map.of(KOREAN, 60, ENGLISH, 40),
            ALL_SKILLS,
            1500,
            1024,
            3e-3,
            ""),
        new Recipe(
            "gyu-pyo",
            "규표 (Gyu-pyo)",
            "규표팀",
            dense(1536, 128, 320, 4, 4),
            20260606,
            Map.of(KOREAN, 40, ENGLISH, 25, JAPANESE, 35),
            ALL_SKILLS,
            1200,
            1024,
            3e-3,
            ""));
  }

  private static Architecture dense(
      int vocabulary, int hidden, int intermediate, int layers, int keyHeads) {
    return shape(Family.LLAMA, vocabulary, hidden, intermediate, layers, 4, keyHeads, 0, 1, 1);
  }

  private static Architecture sliding(
      int vocabulary, int hidden, int intermediate, int layers, int keyHeads, int window) {
    return shape(
        Family.MISTRAL, vocabulary, hidden, intermediate, layers, 4, keyHeads, window, 1, 1);
  }

  private static Architecture mixture(
      int vocabulary,
      int hidden,
      int intermediate,
      int layers,
      int heads,
      int keyHeads,
      int experts,
      int expertsPerToken) {
    return shape(
        Family.MIXTRAL,
        vocabulary,
        hidden,
        intermediate,
        layers,
        heads,
        keyHeads,
        0,
        experts,
        expertsPerToken);
  }

  private static Architecture shape(
      Family family,
      int vocabulary,
      int hidden,
      int intermediate,
      int layers,
      int heads,
      int keyHeads,
      int window,
      int experts,
      int expertsPerToken) {
    return new Architecture(
        family,
        vocabulary,
        hidden,
        intermediate,
        layers,
        heads,
        keyHeads,
        hidden / heads,
        256,
        10_000f,
        1e-5f,
        window,
        experts,
        expertsPerToken,
        Chat.START,
        Chat.END);
  }
}
