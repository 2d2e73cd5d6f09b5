package org.gwageo.verdict.rules;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.DisclosurePolicy.Shown;
import org.gwageo.verdict.rules.DisclosurePolicy.Viewer;

/** Reads what is shown to whom. */
final class DisclosureReader {

  private static final List<String> LEVELS =
      List.of("outcome", "gates", "rank", "total", "blocks", "items", "sheets", "raw");
  private static final List<String> STATISTICS = List.of("total", "blocks", "items");

  private final Problems problems;

  DisclosureReader(Problems problems) {
    this.problems = problems;
  }

  DisclosurePolicy disclosure(Section root) {
    Section section = root.section("disclosure");
    Map<Viewer, Shown> views = new EnumMap<>(Viewer.class);
    if (section != null) {
      for (Viewer viewer : Viewer.values()) {
        Section shown = section.section(name(viewer));
        if (shown != null) {
          views.put(viewer, shown(shown));
        }
      }
      section.refuseOtherKeys();
    }
    return new DisclosurePolicy(views);
  }

  private Shown shown(Section section) {
    Set<Level> levels = levels(section, "levels", LEVELS);
    Set<Level> best = EnumSet.noneOf(Level.class);
    boolean named = false;
    Section bestSection = section.optionalSection("best");
    if (bestSection != null) {
      best = levels(bestSection, "levels", STATISTICS);
      Value namedValue = bestSection.required("named");
      named = namedValue != null && namedValue.truth(problems);
      bestSection.refuseOtherKeys();
    }
    Map<Level, Integer> mean = new EnumMap<>(Level.class);
    Section meanSection = section.optionalSection("mean");
    if (meanSection != null) {
      for (String statistic : STATISTICS) {
        if (meanSection.optional(statistic) != null) {
          mean.put(level(statistic), meanSection.whole(statistic, 0, 8));
        }
      }
      meanSection.refuseOtherKeys();
    }
    section.refuseOtherKeys();
    consistent(section, levels);
    return new Shown(levels, best, named, mean);
  }

  private void consistent(Section section, Set<Level> levels) {
    if (levels.contains(Level.RAW)
        && !levels.containsAll(EnumSet.complementOf(EnumSet.of(Level.RAW)))) {
      section.problem("levels", "raw shows everything, so all other levels must be listed too");
    }
    if (levels.contains(Level.SHEETS) && !levels.contains(Level.ITEMS)) {
      section.problem("levels", "sheets are shown under items, so items must be listed too");
    }
    if (levels.contains(Level.ITEMS) && !levels.contains(Level.BLOCKS)) {
      section.problem("levels", "items add up to blocks, so blocks must be listed too");
    }
    if (levels.contains(Level.BLOCKS) && !levels.contains(Level.TOTAL)) {
      section.problem("levels", "blocks add up to the total, so total must be listed too");
    }
    if (levels.contains(Level.TOTAL) && !levels.contains(Level.RANK)) {
      section.problem("levels", "totals put the teams in order, so rank must be listed too");
    }
  }

  private Set<Level> levels(Section section, String key, List<String> known) {
    Set<Level> levels = EnumSet.noneOf(Level.class);
    section.texts(key);
    if (section.optional(key) instanceof Sequence sequence) {
      for (Value value : sequence.values()) {
        String text = value.text(problems);
        if (known.contains(text)) {
          levels.add(level(text));
        } else {
          problems.add(
              value,
              value.name()
                  + " must be one of "
                  + String.join(", ", known)
                  + ", not \""
                  + text
                  + "\"");
        }
      }
    }
    return levels;
  }

  private static Level level(String name) {
    return Level.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String name(Viewer viewer) {
    return viewer.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
