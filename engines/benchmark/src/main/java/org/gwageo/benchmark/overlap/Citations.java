package org.gwageo.benchmark.overlap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reply that cites numbered sources as {@code [1]}, {@code [1, 3]} or {@code [2-4]} can be
 * checked for without understanding it.
 *
 * @param cited the numbers that it cites and that exist
 * @param missing the numbers that it cites and that do not exist
 * @param uncitedSentences sentences with at least one letter that end without a citation
 * @param sentences sentences with at least one letter
 * @param quotations the first 200 quotations, with the sources of the same sentence
 */
public record Citations(
    SortedSet<Integer> cited,
    SortedSet<Integer> missing,
    int uncitedSentences,
    int sentences,
    List<Quotation> quotations) {

  /**
   * Words in quotation marks in a sentence that cites.
   *
   * @param text the quoted words
   * @param cited the existing sources that the sentence cites
   * @param found those of them that contain the words
   */
  public record Quotation(String text, SortedSet<Integer> cited, SortedSet<Integer> found) {
    /** Copies the sets. */
    public Quotation {
      cited = Collections.unmodifiableSortedSet(new TreeSet<>(cited));
      found = Collections.unmodifiableSortedSet(new TreeSet<>(found));
    }

    /** Returns whether a cited source contains the words. */
    public boolean supported() {
      return !found.isEmpty();
    }
  }

  /** How a fact that was asked for appears in a reply. */
  public enum Fact {
    /** A sentence states it and cites a source that contains it. */
    SUPPORTED,
    /** A sentence states it, but no source that the sentence cites contains it. */
    UNSUPPORTED,
    /** No sentence states it. */
    ABSENT
  }

  private static final Pattern MARK =
      Pattern.compile("\\[(\\d{1,4}(?:\\s?[-–,]\\s?\\d{1,4}){0,20})\\]");
  private static final Pattern QUOTED =
      Pattern.compile("[\"“”「『《]([^\"“”「」『』《》]{4,2000})[\"“”」』》]");
  private static final Pattern END = Pattern.compile("(?<=[.!?。])(?=\\s|\\[)|(?<=\\])(?=\\s)|\\n");
  private static final int WIDEST = 50;
  private static final int MOST_QUOTATIONS = 200;

  /** Copies the collections. */
  public Citations {
    cited = Collections.unmodifiableSortedSet(new TreeSet<>(cited));
    missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    quotations = List.copyOf(quotations);
  }

  /**
   * Checks {@code reply}.
   *
   * @param sources the sources by number
   */
  public static Citations of(String reply, Map<Integer, String> sources) {
    Map<Integer, PlainText> plain = plain(sources);
    SortedSet<Integer> cited = new TreeSet<>();
    SortedSet<Integer> missing = new TreeSet<>();
    List<Quotation> quotations = new ArrayList<>();
    int bare = 0;
    int count = 0;
    for (String sentence : sentences(reply)) {
      SortedSet<Integer> numbers = numbers(sentence);
      SortedSet<Integer> existing = new TreeSet<>(numbers);
      existing.retainAll(sources.keySet());
      numbers.removeAll(existing);
      cited.addAll(existing);
      missing.addAll(numbers);
      count++;
      bare += existing.isEmpty() ? 1 : 0;
      Matcher quoted = QUOTED.matcher(sentence);
      while (!existing.isEmpty() && quotations.size() < MOST_QUOTATIONS && quoted.find()) {
        quotations.add(
            new Quotation(quoted.group(1), existing, holders(quoted.group(1), existing, plain)));
      }
    }
    return new Citations(cited, missing, bare, count, quotations);
  }

  /**
   * Returns how the fact appears in {@code reply}.
   *
   * @param writings the fact in all writings that count, such as {@code 1,392} and {@code 1392}
   */
  public static Fact fact(String reply, Map<Integer, String> sources, List<String> writings) {
    Map<Integer, PlainText> plain = plain(sources);
    boolean stated = false;
    for (String sentence : sentences(reply)) {
      if (states(PlainText.of(MARK.matcher(sentence).replaceAll(" ")), writings)) {
        stated = true;
        for (int number : numbers(sentence)) {
          PlainText source = plain.get(number);
          if (source != null && states(source, writings)) {
            return Fact.SUPPORTED;
          }
        }
      }
    }
    return stated ? Fact.UNSUPPORTED : Fact.ABSENT;
  }

  private static boolean states(PlainText text, List<String> writings) {
    return writings.stream().anyMatch(text::contains);
  }

  /** Cuts at line ends and sentence ends; marks that follow a full stop belong to the sentence. */
  private static List<String> sentences(String reply) {
    List<String> sentences = new ArrayList<>();
    for (String piece : END.split(reply, -1)) {
      boolean letters =
          MARK.matcher(piece).replaceAll("").codePoints().anyMatch(Character::isLetter);
      if (letters) {
        sentences.add(piece);
      } else if (!sentences.isEmpty() && !piece.isBlank()) {
        sentences.set(sentences.size() - 1, sentences.getLast() + piece);
      }
    }
    return sentences;
  }

  private static SortedSet<Integer> numbers(String sentence) {
    SortedSet<Integer> numbers = new TreeSet<>();
    Matcher marks = MARK.matcher(sentence);
    while (marks.find()) {
      for (String part : marks.group(1).split(",", -1)) {
        String[] ends = part.strip().split("\\s?[-–]\\s?", -1);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        for (int i = first; i <= Math.min(last, first + WIDEST); i++) {
          numbers.add(i);
        }
      }
    }
    return numbers;
  }

  private static SortedSet<Integer> holders(
      String quotation, SortedSet<Integer> cited, Map<Integer, PlainText> plain) {
    SortedSet<Integer> holders = new TreeSet<>();
    for (int number : cited) {
      PlainText source = plain.get(number);
      if (source != null && source.contains(quotation)) {
        holders.add(number);
      }
    }
    return holders;
  }

  private static Map<Integer, PlainText> plain(Map<Integer, String> sources) {
    Map<Integer, PlainText> plain = new TreeMap<>();
    sources.forEach((number, text) -> plain.put(number, PlainText.of(text)));
    return plain;
  }
}
