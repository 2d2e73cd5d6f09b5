package org.gwageo.platform.lineage.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.lineage.ComponentOrigin;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Page;

/**
 * The form in which a team declares its components.
 *
 * @param declared what it has declared before
 * @param typed what was typed and not taken
 */
public record OriginForm(List<ComponentOrigin> declared, Map<String, String> typed) {

  /** Copies both. */
  public OriginForm {
    declared = List.copyOf(declared);
    typed = Map.copyOf(typed);
  }

  /** Returns the components in the order of the form. */
  public List<String> components() {
    return TeamCasePages.COMPONENTS;
  }

  /** Returns what stands in {@code field} of {@code component}: kind, source or licence. */
  public String value(String component, String field) {
    String typedValue = typed.get(component + "-" + field);
    if (typedValue != null) {
      return typedValue;
    }
    return declared.stream()
        .filter(origin -> origin.component().equals(component))
        .findFirst()
        .map(
            origin ->
                switch (field) {
                  case "kind" -> origin.kind().name();
                  case "source" -> origin.source();
                  default -> origin.licence();
                })
        .orElse("");
  }

  /** Returns the kinds of origin, and that there is no such component. */
  public static List<Choice> kinds(Page page) {
    var kinds = new ArrayList<Choice>();
    kinds.add(Choice.of("", page.t("lineage.origin.absent")));
    for (ComponentOrigin.Kind kind : ComponentOrigin.Kind.values()) {
      kinds.add(Choice.of(kind.name(), page.t("lineage.origin." + CaseViews.word(kind))));
    }
    return kinds;
  }
}
