package org.gwageo.benchmark.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * One item for one repeat as it is put to one model: what is scored at once. Most questions are one
 * request; a choice by likelihood is one request for each choice.
 *
 * @param item the item
 * @param repeat which repeat, from 0
 * @param requests the requests, at least one
 */
public record Question(Item item, int repeat, List<Request> requests) {

  /** Copies the list. */
  public Question {
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("a question has at least one request");
    }
  }

  /** Returns the key of the first request, which stands for the question. */
  public Digest key() {
    return requests.getFirst().key();
  }

  static Question of(BenchmarkTask task, Item item, int repeat, Subject subject)
      throws TaskException {
    try {
      List<Request> requests = new ArrayList<>(1);
      for (Draft draft : task.rendering().drafts(item, repeat)) {
        requests.add(request(task, item, repeat, requests.size(), draft, subject));
      }
      return new Question(item, repeat, requests);
    } catch (IllegalArgumentException e) {
      throw item.wrong("cannot be asked: " + e.getMessage());
    }
  }

  /**
   * Returns the question with empty bodies in its requests: what waits to be judged needs none, and
   * bodies with images are large.
   */
  public Question withoutBodies() {
    List<Request> bare = new ArrayList<>(requests.size());
    for (Request request : requests) {
      bare.add(
          new Request(request.part(), request.key(), request.api(), "", request.continuation()));
    }
    return new Question(item, repeat, bare);
  }

  private static Request request(
      BenchmarkTask task, Item item, int repeat, int part, Draft draft, Subject subject) {
    Api api = task.api();
    var members = new TreeMap<String, Object>(draft.parameters());
    members.put("model", subject.model());
    // A prompt is long: it is written once, for its digest and for the body.
    String prompt = CanonicalJson.string(draft.prompt());
    List<Object> identity =
        List.of(
            "gwageo-question/2",
            task.digest().toString(),
            item.id(),
            repeat,
            part,
            api.word(),
            Digest.of(prompt.getBytes(StandardCharsets.UTF_8)).toString(),
            members,
            draft.continuation(),
            subject.revision(),
            subject.season());
    return new Request(
        part,
        Digest.ofJson(identity),
        api,
        body(members, api.promptMember(), prompt),
        draft.continuation());
  }

  /** Returns the canonical object of {@code members} and one more whose value is written. */
  private static String body(SortedMap<String, Object> members, String name, String written) {
    var out = new StringBuilder(written.length() + 256).append('{');
    append(members.headMap(name), out);
    out.append(CanonicalJson.string(name)).append(':').append(written).append(',');
    append(members.tailMap(name + '\0'), out);
    out.setCharAt(out.length() - 1, '}');
    return out.toString();
  }

  /** Writes members, each with a comma behind it. */
  private static void append(SortedMap<String, Object> members, StringBuilder out) {
    if (!members.isEmpty()) {
      String object = CanonicalJson.string(members);
      out.append(object.substring(1, object.length() - 1)).append(',');
    }
  }
}
