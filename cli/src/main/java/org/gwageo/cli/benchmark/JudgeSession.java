package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.judge.Grade;
import org.gwageo.benchmark.judge.JudgeException;
import org.gwageo.benchmark.judge.JudgePrompt;
import org.gwageo.benchmark.judge.JudgeSpec;
import org.gwageo.benchmark.judge.JudgedItems;
import org.gwageo.benchmark.judge.PairVerdict;
import org.gwageo.benchmark.judge.Verdict;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;

/** What a judge is asked about one run or two, and what it said. */
final class JudgeSession {

  private final JudgeSpec spec;
  private final byte[] secret;
  private final String question;
  private final @Nullable String reference;
  private final List<Judged> judged = new ArrayList<>();
  private final SequencedMap<String, Ask> asks = new LinkedHashMap<>();
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private int notAsked;

  /** A run with its replies by item and repeat; a missing reply is null. */
  private record Judged(
      String entrant,
      Digest task,
      String result,
      SequencedMap<Place, @Nullable String> replies,
      Map<String, JudgePrompt.Subject> subjects) {}

  /** One reply of a run. */
  private record Place(String item, int repeat) {

    String id() {
      return item + "/" + repeat;
    }
  }

  /** One prompt, under the id of the item that asks it. */
  private record Ask(JudgePrompt prompt) {}

  JudgeSession(JudgeSpec spec, byte[] secret, String question, @Nullable String reference) {
    this.spec = spec;
    this.secret = secret.clone();
    this.question = question;
    this.reference = reference;
  }

  /** Reads a run and, once all are there, makes the prompts. */
  void add(Path folder, List<String> families, Grants grants) throws CannotRun {
    BenchmarkFolder run = RunFolders.open(folder, grants);
    String entrant = run.subject().model();
    if (judged.stream().anyMatch(other -> other.entrant.equals(entrant))) {
      throw new CannotRun("both runs are of the model %s".formatted(entrant));
    }
    try {
      spec.refuseOwn(entrant, entrant, families);
      judged.add(read(folder, run, entrant));
    } catch (JudgeException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    } catch (TaskException e) {
      throw new CannotRun("the run %s cannot be judged: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
    if (judged.size() > 1 && !judged.getFirst().task.equals(judged.getLast().task)) {
      throw new CannotRun("the two runs are of different tasks");
    }
    if (judged.size() == (spec.isPairwise() ? 2 : 1)) {
      makePrompts();
    }
  }

  private Judged read(Path folder, BenchmarkFolder run, String entrant)
      throws IOException, TaskException {
    var places = new LinkedHashMap<Place, @Nullable String>();
    var subjects = new HashMap<String, JudgePrompt.Subject>();
    var ordered = new TreeMap<Long, Place>();
    var texts = new HashMap<Place, String>();
    List<TaskException> wrong = new ArrayList<>();
    int repeats = run.task().repeats();
    var result =
        BenchmarkScoring.settle(
            run.task(),
            run.subject(),
            FileJournal.attempts(folder.resolve("journal.jsonl")),
            (asked, score, decisive) -> {
              Item item = asked.item();
              var place = new Place(item.id(), asked.repeat());
              ordered.put((long) item.ordinal() * repeats + asked.repeat(), place);
              String text = text(decisive);
              if (text != null) {
                texts.put(place, text);
              }
              try {
                subjects.put(
                    item.id(),
                    new JudgePrompt.Subject(
                        item.id(),
                        item.text(question),
                        reference == null ? null : item.text(reference)));
              } catch (TaskException e) {
                wrong.add(e);
              }
            });
    if (!wrong.isEmpty()) {
      throw wrong.getFirst();
    }
    ordered.values().forEach(place -> places.put(place, texts.get(place)));
    return new Judged(entrant, run.task().digest(), result.digest().toString(), places, subjects);
  }

  private static @Nullable String text(List<? extends @Nullable Attempt> decisive) {
    Reply reply = FirstReply.of(decisive);
    return reply == null || reply.text().isBlank() ? null : reply.text();
  }

  private void makePrompts() {
    Judged first = judged.getFirst();
    first.replies.forEach(
        (place, reply) -> {
          for (int repeat = 0; repeat < spec.repeats(); repeat++) {
            try {
              ask(place, reply, repeat);
            } catch (JudgeException e) {
              notAsked += repeat == 0 ? 1 : 0;
            }
          }
        });
  }

  private void ask(Place place, @Nullable String reply, int repeat) throws JudgeException {
    Judged first = judged.getFirst();
    String other = judged.getLast().replies.get(place);
    if (reply == null || other == null) {
      notAsked += repeat == 0 ? 1 : 0;
      return;
    }
    JudgePrompt.Subject subject = first.subjects.get(place.item);
    if (subject == null) {
      throw new IllegalStateException("item " + place.item + " was read without its question");
    }
    // The nonce is that of an item, so that repeats of the entrant have nonces of their own.
    var asked = new JudgePrompt.Subject(place.id(), subject.question(), subject.reference());
    var candidate = new JudgePrompt.Candidate(first.entrant, reply);
    if (spec.isPairwise()) {
      List<JudgePrompt> both =
          JudgePrompt.bothPositions(
              spec,
              secret,
              asked,
              candidate,
              new JudgePrompt.Candidate(judged.getLast().entrant, other),
              repeat);
      asks.put(id(place, repeat) + "/forward", new Ask(both.get(0)));
      asks.put(id(place, repeat) + "/exchanged", new Ask(both.get(1)));
    } else {
      asks.put(
          id(place, repeat), new Ask(JudgePrompt.single(spec, secret, asked, candidate, repeat)));
    }
  }

  private static String id(Place place, int repeat) {
    return place.id() + "/" + repeat;
  }

  /** Returns how many prompts the judge is asked. */
  int prompts() {
    return asks.size();
  }

  /** Returns how many replies there are to judge. */
  int replies() {
    return judged.getFirst().replies.size();
  }

  /** Returns how many of them the judge is not asked about. */
  int notAsked() {
    return notAsked;
  }

  /** Returns the digests of the results that are judged, by model. */
  Map<String, Object> runs() {
    var runs = new TreeMap<String, Object>();
    judged.forEach(run -> runs.put(run.entrant, run.result));
    return runs;
  }

  /** Writes the prompts as a task. */
  Path write(Path folder, int maxTokens) throws CannotRun {
    List<Map<String, Object>> items = new ArrayList<>();
    asks.forEach(
        (id, ask) -> {
          var item = new TreeMap<String, Object>();
          item.put("id", id);
          item.put("system", ask.prompt.system());
          item.put("user", ask.prompt.user());
          item.put("expected", Verdict.WORD);
          items.add(item);
        });
    return GeneratedTask.write(
        folder,
        "judge",
        "Judge " + spec.id(),
        Map.of("system", "{{system}}", "user", "{{user}}"),
        maxTokens,
        items);
  }

  /** Reads the judge's replies from the folder of its run. */
  void read(Path out) throws CannotRun {
    BenchmarkFolder run = RunFolders.open(out);
    try {
      BenchmarkScoring.settle(
          run.task(),
          run.subject(),
          FileJournal.attempts(out.resolve("journal.jsonl")),
          (asked, score, decisive) -> {
            Ask ask = asks.get(asked.item().id());
            Reply reply = FirstReply.of(decisive);
            if (ask != null && reply != null) {
              verdicts.put(
                  asked.item().id(),
                  Verdict.read(spec, ask.prompt, reply.text(), reply.isTruncated()));
            }
          });
    } catch (TaskException e) {
      throw new CannotRun("the run %s cannot be read: %s".formatted(out, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", out, e);
    }
  }

  private Verdict verdict(String id) {
    return verdicts.getOrDefault(id, new Verdict.Unparsed(Verdict.Reason.UNANSWERED));
  }

  private JudgedItems.BothPositions both(Place place, int repeat) {
    return new JudgedItems.BothPositions(
        verdict(id(place, repeat) + "/forward"), verdict(id(place, repeat) + "/exchanged"));
  }

  /** Returns the verdicts, item by item. */
  JudgedItems items() {
    SequencedMap<String, List<Verdict>> single = new LinkedHashMap<>();
    SequencedMap<String, List<JudgedItems.BothPositions>> pairs = new LinkedHashMap<>();
    for (Place place : judged.getFirst().replies.keySet()) {
      for (int repeat = 0; repeat < spec.repeats(); repeat++) {
        if (spec.isPairwise()) {
          pairs.computeIfAbsent(place.item, item -> new ArrayList<>()).add(both(place, repeat));
        } else {
          single
              .computeIfAbsent(place.item, item -> new ArrayList<>())
              .add(verdict(id(place, repeat)));
        }
      }
    }
    return spec.isPairwise()
        ? JudgedItems.ofPairs(spec, List.copyOf(pairs.values()))
        : JudgedItems.ofReplies(spec, List.copyOf(single.values()));
  }

  /** Returns whether the runs have an item of this id. */
  boolean has(String item) {
    return judged.getFirst().replies.containsKey(new Place(item, 0));
  }

  /**
   * Returns what the judge gave to the first reply to an item when it was first asked; null if that
   * cannot be read. People grade one reply once, so agreement is about one verdict, not a mean.
   */
  @Nullable Grade grade(String item) {
    var place = new Place(item, 0);
    if (spec.isPairwise()) {
      JudgedItems.BothPositions both = both(place, 0);
      PairVerdict pair = PairVerdict.of(both.forward(), both.exchanged());
      return pair.outcome() == PairVerdict.Outcome.UNPARSED ? null : pair.preference();
    }
    return verdict(id(place, 0)).read().orElse(null);
  }

  JudgeSpec spec() {
    return spec;
  }
}
