package org.gwageo.platform.submission.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.programme.definition.Submission.Component;
import org.gwageo.platform.programme.definition.Submission.Component.Kind;
import org.gwageo.platform.programme.definition.Submission.Component.Lineage;
import org.gwageo.platform.programme.definition.Submission.Component.Training;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A submission as it is typed: texts by field name. The fields of a component are called by its
 * kind, such as {@code tokenizer-licence}.
 */
public final class EntryForm {

  /** The components that no submission may leave out. */
  private static final Set<Kind> REQUIRED = Set.of(Kind.LANGUAGE_MODEL_WEIGHTS, Kind.TOKENIZER);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST = 200;

  private final Map<String, String> fields;

  EntryForm(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** Returns a form filled in with what {@code submission} says, for a further one. */
  static EntryForm of(Submission submission) {
    var fields = new HashMap<String, String>();
    fields.put("model", submission.model());
    fields.put("endpoint", submission.endpoint().toString());
    putIfPresent(fields, "weights", Optional.ofNullable(submission.weights()));
    putIfPresent(fields, "licence", Optional.ofNullable(submission.licence()));
    if (submission.commercialUse()) {
      fields.put("commercial", "yes");
    }
    for (JsonNode component : JSON.readTree(submission.declarations()).path("components")) {
      String kind = slug(Kind.valueOf(component.path("component").stringValue()));
      fields.put(kind + "-lineage", component.path("lineage").stringValue(""));
      fields.put(kind + "-training", component.path("training").stringValue(""));
      fields.put(kind + "-origin-ko", component.at("/origin/ko").stringValue(""));
      fields.put(kind + "-origin-en", component.at("/origin/en").stringValue(""));
      fields.put(kind + "-licence", component.path("licence").stringValue(""));
      fields.put(kind + "-version", component.path("version").stringValue(""));
    }
    return new EntryForm(fields);
  }

  /** Returns what was typed into {@code field}; empty for nothing. */
  public String value(String field) {
    return fields.getOrDefault(field, "").strip();
  }

  /** Returns the kinds of components in the order of the form, as field names begin. */
  public static List<String> kinds() {
    return Arrays.stream(Kind.values()).map(EntryForm::slug).toList();
  }

  /** Returns whether the part of the form for {@code kind} is shown unfolded. */
  public boolean unfolded(String kind) {
    return !value(kind + "-lineage").isEmpty() || required(kind);
  }

  /** Returns whether every submission declares {@code kind}. */
  public static boolean required(String kind) {
    return REQUIRED.contains(kind(kind));
  }

  /** Returns what a component may descend from; the empty answer means that there is none. */
  public static List<Choice> lineages(Page page) {
    var choices = new ArrayList<Choice>();
    choices.add(Choice.of("", page.t("my-team.lineage.none")));
    for (Lineage lineage : Lineage.values()) {
      choices.add(Choice.of(lineage.name(), page.t("my-team.lineage." + slug(lineage))));
    }
    return choices;
  }

  /** Returns what training may have done to a component. */
  public static List<Choice> trainings(Page page) {
    return Arrays.stream(Training.values())
        .map(training -> Choice.of(training.name(), page.t("my-team.training." + slug(training))))
        .toList();
  }

  /**
   * Returns the entry, or nothing and in {@code errors} a sentence for each field that is wrong.
   */
  Optional<Entry> read(Page page, Map<String, String> errors) {
    requireText(page, "model", errors);
    requireText(page, "licence", errors);
    var endpoint = endpoint(value("endpoint"));
    if (endpoint.isEmpty()) {
      errors.put("endpoint", page.t("my-team.endpoint.wrong"));
    }
    var components = new ArrayList<Component>();
    for (Kind kind : Kind.values()) {
      component(page, kind, errors).ifPresent(components::add);
    }
    if (!errors.isEmpty() || endpoint.isEmpty()) {
      return Optional.empty();
    }
    String weights = value("weights");
    return Optional.of(
        new Entry(
            value("model"),
            endpoint.get(),
            weights.isEmpty() ? null : weights,
            value("licence"),
            value("commercial").equals("yes"),
            components));
  }

  /** Returns {@code text} as the base address of an OpenAI interface, if it is one. */
  static Optional<URI> endpoint(String text) {
    try {
      var uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getPath().endsWith("/v1")
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private Optional<Component> component(Page page, Kind kind, Map<String, String> errors) {
    String name = slug(kind);
    String lineage = value(name + "-lineage");
    if (lineage.isEmpty()) {
      if (REQUIRED.contains(kind)) {
        errors.put(name + "-lineage", page.t("my-team.required", page.t("my-team.kind." + name)));
      }
      return Optional.empty();
    }
    var known = known(Lineage.values(), lineage);
    var training = known(Training.values(), value(name + "-training"));
    if (known.isEmpty() || training.isEmpty()) {
      errors.put(name + "-lineage", page.t("my-team.lineage.wrong"));
      return Optional.empty();
    }
    requireText(page, name + "-origin-ko", errors);
    requireText(page, name + "-origin-en", errors);
    requireText(page, name + "-licence", errors);
    String version = value(name + "-version");
    return Optional.of(
        new Component(
            kind,
            new Bilingual(value(name + "-origin-ko"), value(name + "-origin-en")),
            value(name + "-licence"),
            version.isEmpty() ? null : version,
            training.get(),
            known.get(),
            null));
  }

  private void requireText(Page page, String field, Map<String, String> errors) {
    int length = value(field).length();
    if (length == 0 || length > LONGEST) {
      errors.put(field, page.t("my-team.text.wrong", label(page, field), LONGEST));
    }
  }

  private static String label(Page page, String field) {
    for (String part : List.of("origin-ko", "origin-en", "licence")) {
      if (field.endsWith("-" + part)) {
        String kind = field.substring(0, field.length() - part.length() - 1);
        return page.t("my-team.kind." + kind) + " · " + page.t("my-team.component." + part);
      }
    }
    return page.t("my-team." + field);
  }

  private static <E extends Enum<E>> Optional<E> known(E[] values, String name) {
    return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
  }

  private static Kind kind(String slug) {
    return Kind.valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static String slug(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void putIfPresent(
      Map<String, String> fields, String field, Optional<String> value) {
    value.ifPresent(text -> fields.put(field, text));
  }
}
