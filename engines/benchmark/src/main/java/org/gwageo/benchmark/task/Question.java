package org.gwageo.benchmark.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * One item for one repeat as it is put to one model.
 *
 * @param item the item
 * @param repeat which repeat, from 0
 * @param key the digest of task, item, repeat, prompt, parameters, model, revision and season
 * @param path the path below the endpoint's base
 * @param body the request body, canonical JSON
 */
public record Question(Item item, int repeat, Digest key, String path, String body) {

  static Question of(BenchmarkTask task, Item item, int repeat, Subject subject)
      throws TaskException {
    var parameters = new TreeMap<String, Object>(task.generation().members(repeat));
    parameters.put("model", subject.model());
    Map.Entry<String, Object> prompt =
        switch (task.api()) {
          case CHAT -> Map.entry("messages", task.prompt().messages(item, task.answer()));
          case COMPLETIONS -> Map.entry("prompt", task.prompt().text(item, task.answer()));
        };
    try {
      Digest key =
          Digest.ofJson(
              List.of(
                  "gwageo-question/1",
                  task.digest().toString(),
                  item.id(),
                  repeat,
                  task.api().word(),
                  Digest.ofJson(prompt.getValue()).toString(),
                  parameters,
                  subject.revision(),
                  subject.season()));
      var body = new TreeMap<String, Object>(parameters);
      body.put(prompt.getKey(), prompt.getValue());
      return new Question(item, repeat, key, task.api().path(), CanonicalJson.string(body));
    } catch (IllegalArgumentException e) {
      throw item.wrong("cannot be asked: " + e.getMessage());
    }
  }
}
