package org.gwageo.mockendpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the items of a key from JSON lines.
 *
 * <p>A line is an object with the text of the question and the gold answer, under names that are
 * given, and optionally {@code id} (the line number from 0 unless given), {@code choices}, {@code
 * right}, {@code style} and {@code tool} with name and arguments. GSM8K's own file is read with
 * question, answer and the marker {@code ####}.
 *
 * @param match the member that holds the question's text
 * @param gold the member that holds the answer; a whole number is the index of a choice, named by
 *     its letter
 * @param marker only what stands after the marker's last occurrence is the answer; empty: all of it
 */
public record KeyFile(String match, String gold, String marker) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The members {@code match} and {@code gold}. */
  public static final KeyFile STANDARD = new KeyFile("match", "gold", "");

  /** GSM8K's file. */
  public static final KeyFile GSM8K = new KeyFile("question", "answer", "####");

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or a line is no item; the message names the line
   */
  public List<KeyItem> read(Path file) throws IOException {
    List<KeyItem> items = new ArrayList<>();
    int line = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (!text.isBlank()) {
          items.add(item(Integer.toString(line - 1), JSON.readTree(text)));
        }
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("line %d of %s: %s".formatted(line, file, e.getMessage()), e);
    }
    return items;
  }

  private KeyItem item(String position, JsonNode tree) {
    List<String> choices = new ArrayList<>();
    JsonNode answer = tree.path(gold);
    JsonNode listed = tree.path("choices");
    String said;
    if (answer.isIntegralNumber() && !listed.isEmpty()) {
      for (int i = 0; i < listed.size(); i++) {
        choices.add(Character.toString('A' + i));
      }
      said = choices.get(answer.intValue());
    } else {
      listed.forEach(choice -> choices.add(choice.asString()));
      said = answer.asString("");
    }
    String stated = marker.isEmpty() ? said : said.substring(said.lastIndexOf(marker) + length());
    return new KeyItem(
        tree.path("id").asString(position),
        tree.path(match).asString(""),
        stated.strip(),
        choices,
        tree.has("right") ? Double.valueOf(tree.path("right").doubleValue()) : null,
        tree.has("style") ? AnswerStyle.parse(tree.path("style").asString("")) : null,
        tool(tree.path("tool")));
  }

  private int length() {
    return marker.length();
  }

  private static KeyItem.@Nullable Tool tool(JsonNode tree) {
    return tree.isObject()
        ? new KeyItem.Tool(tree.path("name").asString(""), tree.path("arguments").toString())
        : null;
  }
}
