package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What goes with the text of a chat prompt.
 *
 * @param images fields that hold images as {@code data:} URLs, or lists of them
 * @param audio fields that hold sound as {@code data:} URLs, or lists of them
 * @param conversation the field with messages that come before the question; null for none
 * @param tools the tools that the model may call, the same for all items, as OpenAI describes
 *     functions
 * @param toolsField the field with an item's own tools; null for none
 */
record Attachments(
    List<String> images,
    List<String> audio,
    @Nullable String conversation,
    List<Object> tools,
    @Nullable String toolsField) {

  static final Attachments NONE = new Attachments(List.of(), List.of(), null, List.of(), null);

  private static final Pattern DATA_URL =
      Pattern.compile("data:(image|audio)/([a-z0-9.+-]{1,40});base64,([A-Za-z0-9+/]+={0,2})");
  private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

  Attachments {
    images = List.copyOf(images);
    audio = List.copyOf(audio);
    tools = List.copyOf(tools);
  }

  /** Returns whether there is anything that only a chat prompt can carry. */
  boolean needChat() {
    return !equals(NONE);
  }

  /** Returns the content of the user's message: plain text, or media followed by the text. */
  Object content(Item item, String text) throws TaskException {
    List<Object> parts = new ArrayList<>();
    for (String field : images) {
      for (String url : item.texts(field)) {
        dataUrl(item, field, url, "image");
        parts.add(Map.of("type", "image_url", "image_url", Map.of("url", url)));
      }
    }
    for (String field : audio) {
      for (String url : item.texts(field)) {
        Matcher parsed = dataUrl(item, field, url, "audio");
        parts.add(
            Map.of(
                "type",
                "input_audio",
                "input_audio",
                Map.of("data", parsed.group(3), "format", parsed.group(2).replace("x-", ""))));
      }
    }
    if (parts.isEmpty()) {
      return text;
    }
    parts.add(Map.of("type", "text", "text", text));
    return parts;
  }

  private static Matcher dataUrl(Item item, String field, String url, String kind)
      throws TaskException {
    Matcher matcher = DATA_URL.matcher(url);
    if (!matcher.matches() || !matcher.group(1).equals(kind)) {
      throw item.wrong(
          "has no data:%s/…;base64 URL in \"%s\" but \"%s\""
              .formatted(kind, field, url.substring(0, Math.min(40, url.length()))));
    }
    return matcher;
  }

  /** Returns the messages of an item's earlier conversation. */
  List<Map<String, Object>> earlier(Item item) throws TaskException {
    List<Map<String, Object>> messages = new ArrayList<>();
    if (conversation == null) {
      return messages;
    }
    if (!(item.fields().get(conversation) instanceof List<?> list)) {
      throw item.wrong("has no list of messages in \"" + conversation + "\"");
    }
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> map)
          || !(map.get("role") instanceof String role)
          || !ROLES.contains(role)) {
        throw item.wrong(
            "has a message in \"" + conversation + "\" whose role is none of " + ROLES);
      }
      var message = new LinkedHashMap<String, Object>();
      map.forEach((key, value) -> message.put(String.valueOf(key), value));
      messages.add(message);
    }
    return messages;
  }

  /** Returns the tools that the model may call for an item; none for no {@code tools} member. */
  List<Object> tools(Item item) throws TaskException {
    if (toolsField == null) {
      return tools;
    }
    if (!(item.fields().get(toolsField) instanceof List<?> list)) {
      throw item.wrong("has no list of tools in \"" + toolsField + "\"");
    }
    List<Object> all = new ArrayList<>(tools);
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> tool)) {
        throw item.wrong("has something in \"" + toolsField + "\" that is no tool");
      }
      all.add(function(tool));
    }
    return all;
  }

  /** Wraps a bare function description as endpoints want it. */
  static Object function(Map<?, ?> tool) {
    return tool.containsKey("function") ? tool : Map.of("type", "function", "function", tool);
  }

  Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    if (!images.isEmpty()) {
      tree.put("images", images);
    }
    if (!audio.isEmpty()) {
      tree.put("audio", audio);
    }
    if (conversation != null) {
      tree.put("conversation", conversation);
    }
    if (!tools.isEmpty()) {
      tree.put("tools", tools);
    }
    if (toolsField != null) {
      tree.put("toolsField", toolsField);
    }
    return tree;
  }
}
