package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.verdict.document.Nearest;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.jspecify.annotations.Nullable;

/** Reads the small things that occur everywhere in a rulebook: ids, titles, notes, shares. */
final class Words {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String ID_FORM = "lower-case letters, digits and single hyphens";
  private static final Pattern TEAM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/+-]{0,99}");
  private static final Pattern SHARE = Pattern.compile("([0-9]{1,4})/([1-9][0-9]{0,3})");

  private final Problems problems;

  Words(Problems problems) {
    this.problems = problems;
  }

  /**
   * Returns the section's {@code id}, a problem recorded when it is taken; adds it to the taken.
   */
  String id(Section section, String kind, Set<String> taken) {
    Value value = section.required("id");
    if (value == null) {
      return "";
    }
    String id = value.matching(ID, ID_FORM, problems);
    if (!taken.add(id)) {
      problems.add(value, "the " + kind + " id \"" + id + "\" is used twice");
    }
    return id;
  }

  /** Returns the team id of a key. */
  String team(Section section, String key) {
    Value value = section.required(key);
    return value == null ? "" : value.matching(TEAM, "a team's id", problems);
  }

  /** Returns the Korean and English text of a key. */
  Bilingual bilingual(Section section, String key) {
    Section both = section.section(key);
    if (both == null) {
      return new Bilingual("", "");
    }
    var texts = new Bilingual(filled(both, "ko"), filled(both, "en"));
    both.refuseOtherKeys();
    return texts;
  }

  private String filled(Section section, String key) {
    String text = section.text(key);
    if (text.isBlank() && section.entries().containsKey(key)) {
      section.problem(key, section.name() + "." + key + " is empty");
    }
    return text;
  }

  /** Returns the section's {@code notes}: one text or a list of texts. */
  List<String> notes(Section section) {
    Value value = section.optional("notes");
    return switch (value) {
      case null -> List.of();
      case Sequence sequence -> sequence.values().stream().map(n -> n.text(problems)).toList();
      default -> List.of(value.text(problems));
    };
  }

  /** Returns the share of a key, written like {@code 1/2}, below one. */
  GateTest.@Nullable Share share(Section section, String key) {
    Value value = section.required(key);
    if (value == null) {
      return null;
    }
    Matcher matcher = SHARE.matcher(value.text(problems));
    if (matcher.matches()) {
      int numerator = Integer.parseInt(matcher.group(1));
      int denominator = Integer.parseInt(matcher.group(2));
      if (numerator < denominator) {
        return new GateTest.Share(numerator, denominator);
      }
    }
    problems.add(
        value, value.name() + " must be a fraction below one such as 1/2, not " + value.kind());
    return null;
  }

  /** Records a problem when the text of {@code key} is not among {@code known}. */
  void reference(Section section, String key, String kind, Collection<String> known) {
    Value value = section.optional(key);
    if (value != null) {
      reference(value, value.text(problems), kind, known);
    }
  }

  /** Records a problem at {@code value} when {@code id} is not among {@code known}. */
  void reference(Value value, String id, String kind, Collection<String> known) {
    if (!known.contains(id)) {
      problems.add(value, "there is no " + kind + " \"" + id + "\"" + Nearest.hint(id, known));
    }
  }

  /** Reads the optional {@code evidence} of a gate. */
  Evidence evidence(Section owner, List<Panel> known) {
    return evidence(owner, known, false);
  }

  /** Reads the optional {@code evidence} of an item. */
  Evidence itemEvidence(Section owner, List<Panel> known) {
    return evidence(owner, known, true);
  }

  private Evidence evidence(Section owner, List<Panel> known, boolean ofItem) {
    Section section = owner.optionalSection("evidence");
    if (section == null) {
      return Evidence.NONE;
    }
    var evidence =
        new Evidence(
            section.optionalTexts("benchmarks"),
            optionalText(section, "panel"),
            optionalText(section, "ratings"),
            optionalText(section, "lineage"),
            optionalText(section, "declarations"),
            ofItem ? reported(section) : null);
    reference(section, "panel", "panel", known.stream().map(Panel::id).toList());
    section.refuseOtherKeys();
    return evidence;
  }

  private static @Nullable Reported reported(Section evidence) {
    Section section = evidence.optionalSection("reported");
    if (section == null) {
      return null;
    }
    Section repeat = section.section("repeat");
    int benchmarks = repeat == null ? 1 : repeat.whole("benchmarks", 1, 1000);
    int runs = repeat == null ? 1 : repeat.whole("runs", 1, 100);
    Integer items =
        repeat == null || repeat.optional("items") == null
            ? null
            : Integer.valueOf(repeat.whole("items", 2, 10_000_000));
    if (repeat != null) {
      repeat.refuseOtherKeys();
    }
    BigDecimal tolerance = section.number("tolerance");
    if (section.entries().containsKey("tolerance")
        && (tolerance.signum() <= 0 || tolerance.compareTo(BigDecimal.ONE) >= 0)) {
      section.problem(
          "tolerance",
          "a tolerance is a share above 0 and below 1, such as 0.02, not "
              + tolerance.toPlainString());
    }
    var reported =
        new Reported(
            benchmarks,
            runs,
            items,
            tolerance,
            section.choice("direction", List.of("both", "too-high"), "both").equals("too-high"),
            counting(section.choice("not-reproduced", List.of("ours", "zero"))),
            counting(section.choice("inconclusive", List.of("declared", "ours", "zero"))));
    section.refuseOtherKeys();
    return reported;
  }

  private static Reported.Counting counting(String word) {
    return switch (word) {
      case "declared" -> Reported.Counting.DECLARED;
      case "ours" -> Reported.Counting.OURS;
      default -> Reported.Counting.ZERO;
    };
  }

  private @Nullable String optionalText(Section section, String key) {
    return section.optional(key) == null ? null : section.text(key);
  }

  static Set<String> newIds() {
    return new LinkedHashSet<>();
  }
}
