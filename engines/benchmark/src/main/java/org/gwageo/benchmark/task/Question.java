package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.List;
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

  private static Request request(
      BenchmarkTask task, Item item, int repeat, int part, Draft draft, Subject subject) {
    Api api = task.api();
    var body = new TreeMap<String, Object>(draft.parameters());
    body.put("model", subject.model());
    List<Object> identity = new ArrayList<>();
    identity.add("gwageo-question/2");
    identity.add(task.digest().toString());
    identity.add(item.id());
    identity.add(repeat);
    identity.add(part);
    identity.add(api.word());
    identity.add(Digest.ofJson(draft.prompt()).toString());
    identity.add(new TreeMap<>(body));
    identity.add(draft.continuation());
    identity.add(subject.revision());
    identity.add(subject.season());
    Digest key = Digest.ofJson(identity);
    body.put(api.promptMember(), draft.prompt());
    return new Request(part, key, api, CanonicalJson.string(body), draft.continuation());
  }
}
