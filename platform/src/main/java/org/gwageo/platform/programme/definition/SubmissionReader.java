package org.gwageo.platform.programme.definition;

import java.util.EnumSet;
import java.util.List;
import org.gwageo.platform.programme.definition.Submission.Component;

/** Reads what a team hands in. */
final class SubmissionReader {

  private final References references;

  SubmissionReader(References references) {
    this.references = references;
  }

  Submission read(Fields fields) {
    String team = fields.text("team");
    references.use(References.Kind.ENTRANT, team, fields.placeOf("team"));
    String stage = fields.text("stage");
    references.use(References.Kind.STAGE, stage, fields.placeOf("stage"));
    var kinds = EnumSet.noneOf(Component.Kind.class);
    List<Component> components =
        fields.list(
            "components",
            each -> {
              Component component = component(each);
              if (!kinds.add(component.kind())) {
                each.placeOf("kind").problem("this kind of component is declared twice");
              }
              return component;
            });
    if (!kinds.contains(Component.Kind.LANGUAGE_MODEL_WEIGHTS)) {
      fields.place().problem("the component 'language-model-weights' is not declared");
    }
    var submission =
        new Submission(
            team,
            stage,
            fields.text("model"),
            folder(fields),
            fields.text("licence"),
            fields.flag("commercialUse", false),
            components);
    fields.end();
    return submission;
  }

  private static String folder(Fields fields) {
    String folder = fields.text("folder");
    if (folder.startsWith("/") || List.of(folder.split("/", -1)).contains("..")) {
      fields.placeOf("folder").problem("a folder inside the repository is wanted: " + folder);
    }
    return folder;
  }

  private static Component component(Fields fields) {
    return new Component(
        fields.oneOf("kind", Component.Kind.class),
        fields.bilingual("origin"),
        fields.text("licence"),
        fields.textOrNull("version"),
        fields.oneOf("training", Component.Training.class),
        fields.oneOf("lineage", Component.Lineage.class),
        fields.bilingualOrNull("note"));
  }
}
