package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gwageo.benchmark.answer.ChoiceReader;
import org.gwageo.benchmark.answer.Extractor;
import org.gwageo.benchmark.answer.Normalisation;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.jspecify.annotations.Nullable;

/** How the answer is found in a reply and compared with the right one. */
public sealed interface AnswerRule extends Judging
    permits AnswerRule.Generated,
        AnswerRule.Choice,
        MathRule,
        ProgramRule,
        OverlapRule,
        CorpusRule,
        CitationRule,
        ToolCallRule,
        RefusalRule,
        InstructionRule {

  /** The name of the metric that says how many replies are right. */
  String ACCURACY = "accuracy";

  /** Returns the name of the rule in results. */
  String filter();

  /** Returns the field with the right answer. */
  String gold();

  /**
   * Returns what stands for {@code field} in a prompt about {@code item}.
   *
   * @throws TaskException if the item has no such text
   */
  default String place(Item item, String field) throws TaskException {
    return item.text(field);
  }

  @Override
  default List<Metric> metrics() {
    return List.of(Metric.mean(ACCURACY, filter()));
  }

  /** Returns the reading of a rule whose only metric is accuracy. */
  private static List<Reading> reading(
      AnswerRule rule, @Nullable String extracted, String gold, boolean correct) {
    return List.of(Reading.of(rule.filter(), ACCURACY, extracted, gold, correct));
  }

  /**
   * A free answer that must equal one of the right ones after normalisation.
   *
   * @param gold the field with the right answer or a list of right answers
   * @param filter the name of the rule in results
   * @param extract the cascade that finds the answer
   * @param normalise the steps applied to the found and to the right answers
   */
  record Generated(
      String gold, String filter, List<Extractor> extract, List<Normalisation> normalise)
      implements AnswerRule {

    /** Copies the lists. */
    public Generated {
      extract = List.copyOf(extract);
      normalise = List.copyOf(normalise);
    }

    @Override
    public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
      String reply = replies.getFirst().text();
      List<String> right = new ArrayList<>();
      for (String text : item.texts(gold)) {
        right.add(Normalisation.applyAll(normalise, text));
      }
      if (right.isEmpty() || right.contains("")) {
        throw item.wrong("has no text left in \"" + gold + "\" after normalisation");
      }
      Optional<String> answer =
          Extractor.firstOf(extract, reply)
              .map(found -> Normalisation.applyAll(normalise, found))
              .filter(found -> !found.isEmpty());
      return reading(
          this,
          answer.orElse(null),
          String.join("|", right),
          answer.isPresent() && right.contains(answer.get()));
    }

    @Override
    public Map<String, Object> toTree() {
      return Map.of(
          "kind",
          "generated",
          "gold",
          gold,
          "filter",
          filter,
          "extract",
          extract.stream().map(Extractor::toTree).toList(),
          "normalise",
          normalise.stream().map(Normalisation::word).toList());
    }
  }

  /**
   * One of several lettered choices.
   *
   * @param gold the field with the right choice: its letter or its number
   * @param filter the name of the rule in results
   * @param choices one field that holds a list, or several fields that hold one choice each
   * @param indexFrom the number of the first choice when the right one is given as a number: 0 or 1
   */
  record Choice(String gold, String filter, List<String> choices, int indexFrom)
      implements AnswerRule {

    /** The place in a prompt where the lettered lines go. */
    public static final String LINES = "choices";

    /** Copies the list. */
    public Choice {
      choices = List.copyOf(choices);
    }

    @Override
    public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
      String reply = replies.getFirst().text();
      List<String> texts = texts(item);
      int right = right(item, texts.size());
      OptionalInt read = ChoiceReader.read(reply, texts);
      return reading(
          this,
          read.isPresent() ? letter(read.getAsInt()) : null,
          letter(right),
          read.isPresent() && read.getAsInt() == right);
    }

    @Override
    public String place(Item item, String field) throws TaskException {
      if (field.equals(LINES)) {
        List<String> texts = texts(item);
        var lines = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
          lines.append(i == 0 ? "" : "\n").append(letter(i)).append(". ").append(texts.get(i));
        }
        return lines.toString();
      }
      return field.equals(gold) ? letter(right(item, texts(item).size())) : item.text(field);
    }

    private List<String> texts(Item item) throws TaskException {
      List<String> texts = new ArrayList<>();
      for (String field : choices) {
        texts.addAll(item.texts(field));
      }
      if (texts.size() < 2 || texts.size() > ChoiceReader.MOST_CHOICES) {
        throw item.wrong("has 2 to " + ChoiceReader.MOST_CHOICES + " choices, not " + texts.size());
      }
      return texts;
    }

    private int right(Item item, int count) throws TaskException {
      String text = item.text(gold).strip();
      int index;
      if (text.length() == 1 && text.charAt(0) >= 'A' && text.charAt(0) <= 'J') {
        index = text.charAt(0) - 'A';
      } else if (text.matches("\\d{1,2}")) {
        index = Integer.parseInt(text) - indexFrom;
      } else {
        throw item.wrong("has \"" + text + "\" for its right choice, neither letter nor number");
      }
      if (index < 0 || index >= count) {
        throw item.wrong(
            "has " + text + " for its right choice, which is none of its " + count + " choices");
      }
      return index;
    }

    private static String letter(int index) {
      return String.valueOf((char) ('A' + index));
    }

    @Override
    public Map<String, Object> toTree() {
      return Map.of(
          "kind",
          "choice",
          "gold",
          gold,
          "filter",
          filter,
          "choices",
          choices,
          "indexFrom",
          indexFrom);
    }
  }
}
