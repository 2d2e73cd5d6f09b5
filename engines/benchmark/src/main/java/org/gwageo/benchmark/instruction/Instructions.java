package org.gwageo.benchmark.instruction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks replies against instructions; the entry point of this package. */
public final class Instructions {

  private static final Map<String, Checker.Maker> MAKERS = makers();

  private Instructions() {}

  private static Map<String, Checker.Maker> makers() {
    Map<String, Checker.Maker> makers = new TreeMap<>(EnglishInstructions.makers());
    makers.putAll(KoreanInstructions.makers());
    return Map.copyOf(makers);
  }

  /** Returns all ids that can be checked, in alphabetical order. */
  public static Set<String> ids() {
    return new TreeSet<>(MAKERS.keySet());
  }

  /**
   * Checks {@code reply} against each instruction.
   *
   * @param ids the instructions' ids
   * @param kwargs the arguments of each instruction, by the names of the data set; null values
   *     count as absent, zeros and empty texts do not
   * @param reply the reply as it came, at most a few megabytes
   * @throws InstructionException if an id is unknown or an argument is missing or impossible
   * @throws IllegalArgumentException if the two lists differ in length
   */
  public static InstructionReport check(
      List<String> ids, List<? extends Map<String, ?>> kwargs, String reply)
      throws InstructionException {
    if (ids.size() != kwargs.size()) {
      throw new IllegalArgumentException(
          ids.size() + " instructions have " + kwargs.size() + " sets of arguments");
    }
    List<String> variants = variants(reply);
    List<InstructionResult> results = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      results.add(result(ids.get(i), checker(ids.get(i), kwargs.get(i)), variants));
    }
    return new InstructionReport(results);
  }

  /**
   * Throws where an instruction of a data set could not be checked, without a reply.
   *
   * @throws InstructionException if the id is unknown or an argument is missing or impossible
   */
  public static void validate(String id, Map<String, ?> kwargs) throws InstructionException {
    checker(id, kwargs);
  }

  private static Checker checker(String id, Map<String, ?> kwargs) throws InstructionException {
    Checker.Maker maker = MAKERS.get(id);
    if (maker == null) {
      throw new InstructionException(id + " is no instruction of " + MAKERS.size() + " known ones");
    }
    return maker.make(new Arguments(id, kwargs));
  }

  private static InstructionResult result(String id, Checker checker, List<String> variants) {
    Finding strict = finding(checker, variants.getFirst());
    boolean loose = strict.followed();
    for (int i = 1; i < variants.size() && !loose; i++) {
      loose = finding(checker, variants.get(i)).followed();
    }
    return new InstructionResult(id, strict.followed(), loose, strict.reason());
  }

  private static Finding finding(Checker checker, String text) {
    return Blank.isBlank(text) ? Finding.of(false, "the reply is empty") : checker.check(text);
  }

  /** Returns the reply and its seven loose variants, in the order of the reference. */
  static List<String> variants(String reply) {
    int first = reply.indexOf('\n');
    int last = reply.lastIndexOf('\n');
    String withoutFirst = first < 0 ? "" : Blank.strip(reply.substring(first + 1));
    String withoutLast = last < 0 ? "" : Blank.strip(reply.substring(0, last));
    String withoutBoth =
        first < 0 || first == last ? "" : Blank.strip(reply.substring(first + 1, last));
    return List.of(
        reply,
        reply.replace("*", ""),
        withoutFirst,
        withoutLast,
        withoutBoth,
        withoutFirst.replace("*", ""),
        withoutLast.replace("*", ""),
        withoutBoth.replace("*", ""));
  }
}
