package org.gwageo.benchmark.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The program text in a model's reply. Nothing in it is normalised: code is compared by running it.
 *
 * @param text the program, or the whole reply where no part of it is fenced
 * @param fenced whether it stood between fences
 */
public record ProgramText(String text, boolean fenced) {

  private static final List<String> LANGUAGES = List.of("", "python", "python3", "py");

  /**
   * Finds the program after the reasoning of {@code reply}: the last fenced block that defines
   * {@code name}, or else the last one that says Python, or no language. A fence that is never
   * closed reaches to the end of the reply.
   *
   * @param name the function or class that the tests take, empty where none is known
   */
  public static ProgramText of(String reply, String name) {
    String text = withoutReasoning(reply);
    List<String> blocks = blocks(text);
    Optional<String> chosen = Optional.empty();
    for (String block : blocks) {
      boolean defines = !name.isEmpty() && defines(block, name);
      if (defines || chosen.isEmpty() || name.isEmpty() || !defines(chosen.get(), name)) {
        chosen = Optional.of(block);
      }
    }
    return chosen
        .map(block -> new ProgramText(block, true))
        .orElseGet(() -> new ProgramText(text, false));
  }

  /** Returns whether {@code name} is defined at the beginning of a line. */
  static boolean defines(String program, String name) {
    Pattern pattern =
        Pattern.compile(
            "^(?:async +)?(?:def|class) +" + Pattern.quote(name) + "\\b", Pattern.MULTILINE);
    return pattern.matcher(program).find();
  }

  private static String withoutReasoning(String reply) {
    int close = reply.lastIndexOf("</think>");
    String rest = close < 0 ? reply : reply.substring(close + "</think>".length());
    int open = rest.indexOf("<think>");
    return (open < 0 ? rest : rest.substring(0, open)).replace("\r\n", "\n").replace('\r', '\n');
  }

  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    String fence = "";
    boolean wanted = false;
    for (String line : text.split("\n", -1)) {
      String trimmed = line.strip();
      if (fence.isEmpty()) {
        fence = fence(trimmed);
        wanted = !fence.isEmpty() && LANGUAGES.contains(language(trimmed, fence));
      } else if (trimmed.equals(fence)) {
        fence = "";
        if (wanted) {
          blocks.add(block.toString());
        }
        block.setLength(0);
        wanted = false;
      } else if (wanted) {
        block.append(line).append('\n');
      }
    }
    if (wanted) {
      blocks.add(block.toString());
    }
    return blocks;
  }

  /** Returns the three or more back-ticks or tildes with which {@code line} begins, or "". */
  private static String fence(String line) {
    if (!line.startsWith("```") && !line.startsWith("~~~")) {
      return "";
    }
    int end = 3;
    while (end < line.length() && line.charAt(end) == line.charAt(0)) {
      end++;
    }
    // Back-ticks after the first ones make it code within a line.
    return line.charAt(0) == '`' && line.indexOf('`', end) >= 0 ? "" : line.substring(0, end);
  }

  private static String language(String line, String fence) {
    String rest = line.substring(fence.length()).strip();
    int end = 0;
    while (end < rest.length() && Character.isLetterOrDigit(rest.charAt(end))) {
      end++;
    }
    return rest.substring(0, end).toLowerCase(Locale.ROOT);
  }
}
