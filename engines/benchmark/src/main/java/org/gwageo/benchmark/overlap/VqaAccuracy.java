package org.gwageo.benchmark.overlap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Accuracy of answers about a picture that several people answered: what at least three of them
 * said is right, less is partly right.
 *
 * <p>Source: S. Antol and others, VQA, ICCV 2015, section 3. Answers are compared in lower case
 * with numbers up to ten as digits, without English articles and punctuation, with apostrophes put
 * into contractions. These are rules for English; Korean answers pass through them unharmed but
 * gain nothing.
 */
public enum VqaAccuracy implements ReplyMetric {
  /** {@code min(n / 3, 1)} where n people gave the answer. */
  SOFT_VOTE("vqa") {
    @Override
    double votes(long equal, int people) {
      return Math.min(equal / 3.0, 1);
    }
  },
  /**
   * The mean of {@code min(n / 3, 1)} over the groups that leave out one person each: the official
   * figure of VQA and TextVQA, where ten people answered.
   */
  LEAVE_ONE_OUT("vqa-leave-one-out") {
    @Override
    double votes(long equal, int people) {
      double without = Math.min((equal - 1) / 3.0, 1);
      double with = Math.min(equal / 3.0, 1);
      return equal == 0 ? 0 : (equal * without + (people - equal) * with) / people;
    }
  };

  private static final Pattern STOP = Pattern.compile("\\.(?![0-9])");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9]),+(?=[0-9])");
  private static final String MARKS = ";/[]\"{}()=+\\_-><@`,?!";
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
  private static final Map<String, String> CONTRACTIONS = contractions();

  private final String word;

  VqaAccuracy(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  abstract double votes(long equal, int people);

  @Override
  public double score(String reply, List<String> golds) {
    Signatures.referenced(golds);
    String answer = normalised(reply);
    long equal = golds.stream().filter(gold -> normalised(gold).equals(answer)).count();
    return votes(equal, golds.size());
  }

  /** Returns {@code answer} as it is compared. */
  static String normalised(String answer) {
    String text = answer.toLowerCase(Locale.ROOT).replace(",", "").replace("?", "");
    text = text.replace("'s", " 's").replace('\n', ' ').replace('\t', ' ').strip();
    boolean thousands = THOUSANDS.matcher(text).find();
    String bare = text;
    for (int i = 0; i < MARKS.length(); i++) {
      String mark = MARKS.substring(i, i + 1);
      boolean edge = text.contains(mark + " ") || text.contains(" " + mark);
      bare = bare.replace(mark, edge || thousands ? "" : " ");
    }
    List<String> words = new ArrayList<>();
    for (String part : Words.split(STOP.matcher(bare).replaceAll(""))) {
      int number = NUMBERS.indexOf(part);
      String plain = part.equals("none") ? "0" : number >= 0 ? Integer.toString(number) : part;
      if (!ARTICLES.contains(plain)) {
        words.add(CONTRACTIONS.getOrDefault(plain, plain));
      }
    }
    return String.join(" ", words);
  }

  /** Contractions by what they look like without their apostrophe. */
  private static Map<String, String> contractions() {
    Map<String, String> contractions = new TreeMap<>();
    String verbs =
        "ai are ca could did does do had has have is might must need ought sha should was were wo"
            + " would";
    for (String verb : verbs.split(" ", -1)) {
      contractions.put(verb + "nt", verb + "n't");
    }
    for (String verb : List.of("could", "might", "must", "should", "would")) {
      contractions.put(verb + "ve", verb + "'ve");
    }
    for (String who : List.of("he", "she", "they", "you", "it", "there", "who", "that", "i")) {
      contractions.put(who + "d", who + "'d");
    }
    for (String who : List.of("they", "you", "we", "who", "what", "there", "i")) {
      contractions.put(who + "ve", who + "'ve");
    }
    for (String who : List.of("they", "you", "it", "that", "who", "what", "there", "this")) {
      contractions.put(who + "ll", who + "'ll");
    }
    for (String who : List.of("he", "she", "that", "there", "what", "where", "who", "how", "let")) {
      contractions.put(who + "s", who + "'s");
    }
    for (String who : List.of("they", "you", "there", "what", "who")) {
      contractions.put(who + "re", who + "'re");
    }
    contractions.put("im", "i'm");
    contractions.put("maam", "ma'am");
    contractions.put("oclock", "o'clock");
    contractions.put("yall", "y'all");
    return Map.copyOf(contractions);
  }
}
