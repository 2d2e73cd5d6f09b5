package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an item becomes a prompt: a system text, worked examples and the question itself. */
public final class Prompt {

  private final @Nullable String system;
  private final Template user;
  private final Template assistant;
  private final String separator;
  private final List<Item> examples;
  private final Attachments attachments;

  Prompt(
      @Nullable String system,
      Template user,
      Template assistant,
      String separator,
      List<Item> examples,
      Attachments attachments) {
    this.system = system;
    this.user = user;
    this.assistant = assistant;
    this.separator = separator;
    this.examples = List.copyOf(examples);
    this.attachments = attachments;
  }

  Attachments attachments() {
    return attachments;
  }

  /** Returns the messages of a chat prompt, each with {@code role} and {@code content}. */
  List<Map<String, Object>> messages(Item item, AnswerRule answer) throws TaskException {
    List<Map<String, Object>> messages = new ArrayList<>();
    if (system != null) {
      messages.add(message("system", system));
    }
    for (Item example : examples) {
      messages.add(message("user", fill(user, example, answer)));
      messages.add(message("assistant", fill(assistant, example, answer)));
    }
    messages.addAll(attachments.earlier(item));
    messages.add(message("user", attachments.content(item, fill(user, item, answer))));
    return messages;
  }

  /** Returns the prompt as one text: the same parts, separated, the question last. */
  String text(Item item, AnswerRule answer) throws TaskException {
    var out = new StringBuilder();
    if (system != null) {
      out.append(system).append(separator);
    }
    for (Item example : examples) {
      out.append(fill(user, example, answer)).append(fill(assistant, example, answer));
      out.append(separator);
    }
    return out.append(fill(user, item, answer)).toString();
  }

  private static String fill(Template template, Item item, AnswerRule answer) throws TaskException {
    return template.render(field -> answer.place(item, field));
  }

  private static Map<String, Object> message(String role, Object content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    if (system != null) {
      tree.put("system", system);
    }
    tree.put("user", user.source());
    tree.put("assistant", assistant.source());
    tree.put("separator", separator);
    tree.put("examples", examples.stream().map(Item::fields).toList());
    tree.putAll(attachments.toTree());
    return tree;
  }
}
