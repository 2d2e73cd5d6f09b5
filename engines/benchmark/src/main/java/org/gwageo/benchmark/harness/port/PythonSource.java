package org.gwageo.benchmark.harness.port;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A Python module cut into its top-level definitions, so that a function can be recognised by what
 * it and everything it uses say, whatever else the module holds.
 */
public final class PythonSource {

  private static final Pattern DEFINES =
      Pattern.compile("(?:async\\s+)?(?:def|class)\\s+(\\w+)|(\\w+)\\s*(?::[^=\\n]*)?=(?!=)");
  private static final Pattern IMPORTED = Pattern.compile("\\w+");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");

  /** A top-level statement: the names it defines and its lines. */
  private record Block(Set<String> defines, String text) {}

  private final List<Block> blocks;

  private PythonSource(List<Block> blocks) {
    this.blocks = blocks;
  }

  /** Reads a module's text. */
  public static PythonSource of(String module) {
    List<Block> blocks = new ArrayList<>();
    var lines = new StringBuilder();
    @Nullable String inString = null;
    for (String line : module.replace("\r\n", "\n").split("\n", -1)) {
      String kept = line.stripTrailing();
      if (inString == null) {
        if (kept.isBlank() || kept.stripLeading().startsWith("#")) {
          continue;
        }
        boolean begins =
            !Character.isWhitespace(kept.charAt(0))
                && ")]}".indexOf(kept.charAt(0)) < 0
                && !lines.toString().startsWith("@")
                && !lines.isEmpty();
        if (begins) {
          blocks.add(block(lines.toString()));
          lines.setLength(0);
        }
        if (lines.toString().startsWith("@") && kept.matches("(?:async\\s+)?(?:def|class)\\s.*")) {
          // A decorator belongs to what it decorates; the block begins with the definition's name.
          String decorator = lines.toString();
          lines.setLength(0);
          lines.append(kept).append('\n').append(decorator);
          inString = openString(kept, null);
          continue;
        }
      }
      lines.append(kept).append('\n');
      inString = openString(kept, inString);
    }
    if (!lines.isEmpty()) {
      blocks.add(block(lines.toString()));
    }
    return new PythonSource(blocks);
  }

  /** Returns the triple quote that is open after {@code line}, or null. */
  private static @Nullable String openString(String line, @Nullable String before) {
    String open = before;
    for (int i = 0; i < line.length(); i++) {
      if (open == null && line.charAt(i) == '#') {
        return null;
      }
      for (String quote : List.of("\"\"\"", "'''")) {
        if (line.startsWith(quote, i) && (open == null || open.equals(quote))) {
          open = open == null ? quote : null;
          i += 2;
          break;
        }
      }
    }
    return open;
  }

  private static Block block(String text) {
    Set<String> names = new TreeSet<>();
    if (text.startsWith("import ") || text.startsWith("from ")) {
      Matcher words = IMPORTED.matcher(text);
      while (words.find()) {
        names.add(words.group());
      }
      names.removeAll(Set.of("import", "from", "as"));
    } else {
      Matcher definition = DEFINES.matcher(text);
      if (definition.lookingAt()) {
        names.add(definition.group(1) != null ? definition.group(1) : definition.group(2));
      }
    }
    return new Block(names, text);
  }

  /** Returns the source of a definition; null if the module does not define it. */
  public @Nullable String text(String function) {
    for (Block block : blocks) {
      if (block.defines().contains(function)) {
        return block.text();
      }
    }
    return null;
  }

  /**
   * Returns the digest of a definition and of everything that it names in its module, in the
   * module's order; null if the module does not define it. Comments, blank lines and trailing
   * spaces do not count.
   */
  public @Nullable Digest digest(String function) {
    Set<Block> used = new LinkedHashSet<>();
    List<String> wanted = new ArrayList<>(List.of(function));
    while (!wanted.isEmpty()) {
      String name = wanted.removeLast();
      for (Block block : blocks) {
        if (block.defines().contains(name) && used.add(block)) {
          Matcher names = IDENTIFIER.matcher(block.text());
          while (names.find()) {
            wanted.add(names.group());
          }
        }
      }
    }
    if (used.isEmpty()) {
      return null;
    }
    var text = new StringBuilder();
    for (Block block : blocks) {
      if (used.contains(block)) {
        text.append(block.text());
      }
    }
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
