package org.gwageo.benchmark.judge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of a judge's description, each taken once by its type. */
final class JudgeDocument {

  private final String where;
  private final Map<String, @Nullable Object> members;

  private JudgeDocument(String where, Map<?, ?> tree) {
    this.where = where;
    this.members = new TreeMap<>();
    tree.forEach((name, value) -> members.put(String.valueOf(name), value));
  }

  static JudgeSpec read(Map<String, ?> tree) throws JudgeException {
    var document = new JudgeDocument("judge", tree);
    String format = document.text("format");
    if (!format.equals(JudgeSpec.FORMAT)) {
      throw document.wrong("format", "is " + JudgeSpec.FORMAT + ", not " + format);
    }
    if (document.members.containsKey("frame")
        && !document.text("frame").equals(JudgePrompt.FRAME)) {
      throw document.wrong("frame", "is that of another version of this program");
    }
    try {
      var spec =
          new JudgeSpec(
              document.text("id"),
              document.text("model"),
              document.text("revision"),
              document.texts("families"),
              document.text("instructions"),
              scale(new JudgeDocument("judge's scale", document.tree("scale"))),
              document.whole("repeats"),
              document.number("floor").doubleValue(),
              document.whole("humanItems"),
              document.number("unparsedCeiling").doubleValue(),
              document.whole("longestReply"));
      document.end();
      return spec;
    } catch (IllegalArgumentException e) {
      throw new JudgeException(String.valueOf(e.getMessage()));
    }
  }

  private static Scale scale(JudgeDocument document) throws JudgeException {
    String kind = document.text("kind");
    Scale scale =
        switch (kind) {
          case "points" ->
              new Scale.Points(
                  document.number("least"), document.number("greatest"), document.number("step"));
          case "labels" -> labels(document);
          case "pairwise" -> new Scale.Pairwise();
          default -> throw document.wrong("kind", "is points, labels or pairwise, not " + kind);
        };
    document.end();
    return scale;
  }

  private static Scale labels(JudgeDocument document) throws JudgeException {
    List<Scale.Labels.Scored> labels = new ArrayList<>();
    for (Object element : document.list("labels")) {
      if (!(element instanceof Map<?, ?> tree)) {
        throw document.wrong("labels", "holds objects with label and score");
      }
      var label = new JudgeDocument("judge's label", tree);
      labels.add(new Scale.Labels.Scored(label.text("label"), label.number("score").doubleValue()));
      label.end();
    }
    return new Scale.Labels(labels);
  }

  private String text(String field) throws JudgeException {
    if (members.remove(field) instanceof String text) {
      return text;
    }
    throw wrong(field, "is a text");
  }

  private BigDecimal number(String field) throws JudgeException {
    if (members.remove(field) instanceof Number number) {
      try {
        return new BigDecimal(number.toString());
      } catch (NumberFormatException e) {
        throw wrong(field, "is a finite number, not " + number);
      }
    }
    throw wrong(field, "is a number");
  }

  private int whole(String field) throws JudgeException {
    BigDecimal number = number(field);
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw wrong(field, "is a whole number, not " + number);
    }
  }

  private List<?> list(String field) throws JudgeException {
    if (members.remove(field) instanceof List<?> list) {
      return list;
    }
    throw wrong(field, "is a list");
  }

  private List<String> texts(String field) throws JudgeException {
    List<String> texts = new ArrayList<>();
    for (Object element : list(field)) {
      if (!(element instanceof String text)) {
        throw wrong(field, "is a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private Map<?, ?> tree(String field) throws JudgeException {
    if (members.remove(field) instanceof Map<?, ?> tree) {
      return tree;
    }
    throw wrong(field, "is an object");
  }

  private void end() throws JudgeException {
    if (!members.isEmpty()) {
      throw new JudgeException("the " + where + " has unknown members: " + members.keySet());
    }
  }

  private JudgeException wrong(String field, String rule) {
    return new JudgeException("the " + where + "'s field " + field + " " + rule);
  }
}
