package org.gwageo.benchmark.judge;

import java.util.List;

/**
 * Text written by others, made fit to be shown to a judge.
 *
 * <p>Every line gets a bar in front, so that nothing inside can stand at the start of a line and
 * pass for the prompt's own. The marks by which chat templates tell speakers apart lose their first
 * character to a look-alike, and characters that cannot be seen are written out.
 */
final class Material {

  static final String BAR = "\u2502 ";

  private static final List<String> TEMPLATE_MARKS =
      List.of(
          "<|",
          "|>",
          "[INST]",
          "[/INST]",
          "<<SYS>>",
          "<</SYS>>",
          "<s>",
          "</s>",
          "<bos>",
          "<eos>",
          "<start_of_turn>",
          "<end_of_turn>",
          "<think>",
          "</think>",
          "<tool_call>",
          "</tool_call>",
          "[gMASK]",
          "<system>",
          "</system>");

  private Material() {}

  static String quoted(String text) {
    String visible = visible(text.replace("\r\n", "\n").replace('\r', '\n'));
    for (String mark : TEMPLATE_MARKS) {
      visible = disarmed(visible, mark);
    }
    return BAR + visible.replace("\n", "\n" + BAR);
  }

  private static String disarmed(String text, String mark) {
    char first =
        switch (mark.charAt(0)) {
          case '<' -> '\uFF1C';
          case '[' -> '\uFF3B';
          default -> '\uFF5C';
        };
    var out = new StringBuilder(text.length());
    int from = 0;
    for (int at = 0; at <= text.length() - mark.length(); at++) {
      if (text.regionMatches(true, at, mark, 0, mark.length())) {
        out.append(text, from, at).append(first);
        from = at + 1;
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String visible(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isHidden(c)) {
        out.append("\u27E6U+").append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT));
        out.append('\u27E7');
      } else {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  /** The zero-width joiner stays: emoji are made with it. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.FORMAT -> c != 0x200D;
      case Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
