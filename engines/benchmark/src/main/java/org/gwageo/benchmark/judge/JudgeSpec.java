package org.gwageo.benchmark.judge;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;

/**
 * A language model as a judge, pinned so that its verdicts can be repeated: which model in which
 * revision, what it is told, on which scale, how often it is asked, and when its verdicts may be
 * published.
 *
 * @param id the judge's name
 * @param model the model as its endpoint calls it
 * @param revision the revision of its weights or the date of the hosted version; never blank
 * @param families the model families it comes from, its base models' included, at least one
 * @param instructions what to judge by: the rubric, in plain text
 * @param scale the grades
 * @param repeats how often each reply or pair is judged in each position, from 1 to 100
 * @param floor the least agreement with people, as Cohen's kappa, between 0 and 1
 * @param humanItems how many items people must have graded at least
 * @param unparsedCeiling the greatest share of verdicts that may be unreadable, from 0 to 1
 * @param longestReply how many characters of a reply the judge takes; a longer one is not judged
 */
public record JudgeSpec(
    String id,
    String model,
    String revision,
    List<String> families,
    String instructions,
    Scale scale,
    int repeats,
    double floor,
    int humanItems,
    double unparsedCeiling,
    int longestReply) {

  /** The value of {@code format} in descriptions. */
  public static final String FORMAT = "gwageo-judge/1";

  /** Checks every part. */
  public JudgeSpec {
    families = List.copyOf(families);
    need(!id.isBlank() && !model.isBlank(), "id and model", id + ", " + model, "not blank");
    need(!revision.isBlank(), "revision", revision, "pinned, not blank");
    need(
        !families.isEmpty() && families.stream().noneMatch(f -> name(f).isEmpty()),
        "families",
        families,
        "at least 1, none blank");
    need(!instructions.isBlank(), "instructions", instructions, "not blank");
    need(repeats >= 1 && repeats <= 100, "repeats", repeats, "1 to 100");
    need(floor > 0 && floor < 1, "floor", floor, "between 0 and 1");
    need(humanItems >= 10, "humanItems", humanItems, "at least 10");
    need(unparsedCeiling >= 0 && unparsedCeiling < 1, "unparsedCeiling", unparsedCeiling, "0 to 1");
    need(longestReply >= 100, "longestReply", longestReply, "at least 100 characters");
  }

  /**
   * Reads a description, such as {@link #toTree} gives; {@code frame} may be left out.
   *
   * @throws JudgeException if a member is missing, unknown or wrong
   */
  public static JudgeSpec of(Map<String, ?> tree) throws JudgeException {
    return JudgeDocument.read(tree);
  }

  private static void need(boolean holds, String thing, Object value, String limit) {
    if (!holds) {
      throw new IllegalArgumentException(
          "a judge's " + thing + " must be " + limit + ", not \"" + value + "\"");
    }
  }

  /** Returns whether pairs are judged, and so both positions are asked. */
  public boolean isPairwise() {
    return scale instanceof Scale.Pairwise;
  }

  /** Returns the digest of everything that bears on a verdict, the frame of the prompt included. */
  public Digest digest() {
    return Digest.ofJson(toTree());
  }

  /** Returns the description as the tree of its canonical form. */
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("id", id);
    tree.put("model", model);
    tree.put("revision", revision);
    tree.put("families", families);
    tree.put("instructions", instructions);
    tree.put("frame", JudgePrompt.FRAME);
    tree.put("scale", scale.toTree());
    tree.put("repeats", repeats);
    tree.put("floor", floor);
    tree.put("humanItems", humanItems);
    tree.put("unparsedCeiling", unparsedCeiling);
    tree.put("longestReply", longestReply);
    return tree;
  }

  /**
   * Refuses an entrant that is the judge or of its family: nobody judges himself.
   *
   * @param entrant the entrant's name
   * @param entrantModel the entrant's model as its endpoint calls it
   * @param entrantFamilies the families of the entrant's model as declared or as found by lineage
   * @throws JudgeException if they share a family, the same model, or if a family's name is part of
   *     the other's model name
   */
  public void refuseOwn(String entrant, String entrantModel, Collection<String> entrantFamilies)
      throws JudgeException {
    for (String mine : families) {
      for (String theirs : entrantFamilies) {
        if (name(mine).equals(name(theirs))) {
          throw own(entrant, "both are of the family " + mine);
        }
        if (isPartOf(theirs, model)) {
          throw own(entrant, "the judge's model " + model + " carries the family name " + theirs);
        }
      }
      if (isPartOf(mine, entrantModel)) {
        throw own(entrant, "its model " + entrantModel + " carries the family name " + mine);
      }
    }
    if (name(model).equals(name(entrantModel))) {
      throw own(entrant, "both are the model " + model);
    }
  }

  private JudgeException own(String entrant, String reason) {
    return new JudgeException(
        "judge " + id + " does not judge entrant " + entrant + ", because " + reason);
  }

  /** Letters and digits only, in lower case, so that spelling does not hide a family. */
  private static String name(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** Whether the family's words follow each other in the model's name: solar in acme/Solar-Pro2. */
  private static boolean isPartOf(String family, String model) {
    String wanted = name(family);
    if (wanted.isEmpty()) {
      return false;
    }
    String[] words =
        Arrays.stream(
                Normalizer.normalize(model, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .split("[^\\p{L}\\p{N}]+|(?<=\\p{L})(?=\\p{N})"))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    for (int from = 0; from < words.length; from++) {
      var joined = new StringBuilder();
      for (int to = from; to < words.length && joined.length() < wanted.length(); to++) {
        joined.append(words[to]);
        if (joined.toString().equals(wanted)) {
          return true;
        }
      }
    }
    return false;
  }
}
