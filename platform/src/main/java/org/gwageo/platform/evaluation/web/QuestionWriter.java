package org.gwageo.platform.evaluation.web;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.task.Question;
import org.gwageo.platform.evaluation.AskedQuestion;
import org.gwageo.platform.evaluation.AskedQuestion.Place;
import org.gwageo.platform.evaluation.PromptText;
import org.gwageo.platform.evaluation.PromptText.Message;
import org.gwageo.platform.evaluation.Prompts;
import org.gwageo.platform.evaluation.Questions;
import org.gwageo.platform.evaluation.web.QuestionView.Sent;
import org.gwageo.platform.evaluation.web.QuestionView.Tried;
import org.gwageo.platform.evaluation.web.RunGallery.Shown;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/** Writes the page of one question. */
final class QuestionWriter {

  private static final String NONE = "–";
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "prompt", "continuation");

  private final Page page;
  private final RunGallery gallery;
  private final Shown run;
  private final Questions questions;
  private final Prompts prompts;

  QuestionWriter(Page page, RunGallery gallery, Shown run, Questions questions, Prompts prompts) {
    this.page = page;
    this.gallery = gallery;
    this.run = run;
    this.questions = questions;
    this.prompts = prompts;
  }

  /** Returns the page, if the run has the question. */
  Optional<QuestionView> write(Place place) {
    var asked = questions.find(run.job(), place);
    var question = prompts.question(run.job(), place);
    return asked.isPresent() && question.isPresent()
        ? Optional.of(write(asked.get(), question.get()))
        : Optional.empty();
  }

  private QuestionView write(AskedQuestion asked, Question question) {
    List<Attempt> attempts = questions.attempts(run.job(), asked.place());
    var score = prompts.judge(run.job(), question, attempts);
    String title = AnswersWriter.title(page, gallery, asked.place());
    return new QuestionView(
        page.t("viewer.question.title", run.name(), title, gallery.title(page)),
        gallery.crumbs(Crumb.to(run.name(), gallery.path(run)), Crumb.here(title)),
        gallery.badges(),
        gallery.evidence(),
        AnswersWriter.verdict(page, asked),
        facts(asked, question),
        sent(question),
        readings(score.readings()),
        attempts.stream().map(attempt -> tried(attempt, question)).toList(),
        beside(asked.place()),
        neighbour(asked.place(), false),
        neighbour(asked.place(), true));
  }

  private List<Fact> facts(AskedQuestion asked, Question question) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("results.answers.expected"), asked.gold()));
    String extracted = asked.extracted();
    facts.add(
        Fact.of(
            page.t("viewer.question.extracted"),
            extracted == null ? page.t("viewer.question.nothing-found") : extracted));
    Double score = asked.score();
    facts.add(
        Fact.of(
            page.t("viewer.question.score"),
            asked.scored()
                ? score == null ? NONE : String.format(Locale.ROOT, "%.4g", score)
                : page.t("viewer.question.uncounted")));
    facts.add(Fact.of(page.t("viewer.question.item"), asked.item()));
    facts.add(Fact.of(page.t("viewer.question.key"), question.key().toString()));
    return facts;
  }

  private List<Sent> sent(Question question) {
    int requests = question.requests().size();
    return question.requests().stream()
        .map(
            request ->
                new Sent(
                    requests == 1
                        ? page.t("viewer.request")
                        : page.t("viewer.request.n", request.part() + 1, requests),
                    PromptText.messages(request).stream()
                        .map(message -> new Message(role(message.role()), message.text()))
                        .toList(),
                    request.body()))
        .toList();
  }

  /** Returns the role in words; one that task files made up as it stands. */
  private String role(String role) {
    return ROLES.contains(role) ? page.t("viewer.role." + role) : role;
  }

  private DataTable readings(List<Reading> readings) {
    List<List<String>> rows = new ArrayList<>();
    for (Reading reading : readings) {
      String extracted = reading.extracted();
      String note = reading.note();
      rows.add(
          List.of(
              reading.filter(),
              extracted == null ? NONE : extracted,
              reading.gold(),
              page.t(reading.correct() ? "results.answers.right" : "results.answers.wrong"),
              reading.values().entrySet().stream()
                  .map(value -> value.getKey() + " " + words(value.getValue()))
                  .collect(Collectors.joining(", ")),
              note == null ? NONE : note));
    }
    return new DataTable(
        page.t("viewer.readings"),
        List.of(
            Column.words(page.t("run.metric.filter")),
            Column.words(page.t("viewer.question.extracted")),
            Column.words(page.t("results.answers.expected")),
            Column.words(page.t("viewer.readings.judgement")),
            Column.words(page.t("viewer.readings.values")),
            Column.words(page.t("viewer.readings.note"))),
        rows);
  }

  private static String words(Value value) {
    return switch (value) {
      case Value.Score(double score) -> String.format(Locale.ROOT, "%.4g", score);
      case Value.Label(String predicted, String gold) ->
          (predicted.isEmpty() ? NONE : predicted) + " / " + gold;
      case Value.Sums sums -> Arrays.toString(sums.parts());
    };
  }

  private Tried tried(Attempt attempt, Question question) {
    var facts = new ArrayList<Fact>();
    facts.add(
        Fact.of(
            page.t("viewer.attempt.sent"),
            attempt.sentAt().truncatedTo(ChronoUnit.MILLIS).toString()));
    facts.add(Fact.of(page.t("viewer.attempt.took"), timing(attempt.timing())));
    String title =
        question.requests().size() == 1
            ? page.t("viewer.attempt", attempt.number())
            : page.t("viewer.attempt.at", attempt.number(), attempt.part() + 1);
    return switch (attempt.outcome()) {
      case Answered(Reply reply) -> answered(title, facts, reply);
      case Failed failed -> {
        if (failed.status() > 0) {
          facts.add(Fact.of(page.t("viewer.attempt.status"), String.valueOf(failed.status())));
        }
        yield new Tried(
            title,
            new Badge(Tone.WARNING, Failures.word(page, failed.failure().code())),
            facts,
            null,
            null,
            List.of(),
            failed.message());
      }
    };
  }

  private Tried answered(String title, List<Fact> facts, Reply reply) {
    if (!reply.finish().isEmpty()) {
      facts.add(Fact.of(page.t("viewer.attempt.finish"), reply.finish()));
    }
    String tokens = tokens(reply.usage());
    if (!tokens.isEmpty()) {
      facts.add(Fact.of(page.t("viewer.attempt.tokens"), tokens));
    }
    if (reply.fingerprint() != null) {
      facts.add(Fact.of(page.t("viewer.attempt.fingerprint"), reply.fingerprint()));
    }
    var likelihood = reply.likelihood();
    if (likelihood != null) {
      facts.add(
          Fact.of(
              page.t("viewer.attempt.likelihood"),
              page.t(
                  likelihood.greedy()
                      ? "viewer.attempt.likelihood.greedy"
                      : "viewer.attempt.likelihood.not-greedy",
                  String.format(Locale.ROOT, "%.4f", likelihood.sum()),
                  likelihood.logProbabilities().size())));
    }
    return new Tried(
        title,
        new Badge(Tone.SUCCESS, page.t("viewer.attempt.answered")),
        facts,
        likelihood == null ? reply.text() : null,
        reply.reasoning(),
        reply.toolCalls().stream().map(call -> call.name() + " " + call.arguments()).toList(),
        null);
  }

  private String timing(Timing timing) {
    var words = new ArrayList<String>();
    words.add(Lasting.micros(timing.total()));
    if (timing.queued() > 0) {
      words.add(page.t("run.phase.queued") + " " + Lasting.micros(timing.queued()));
    }
    if (timing.connect() > 0) {
      words.add(page.t("run.phase.connect") + " " + Lasting.micros(timing.connect()));
    }
    Long firstToken = timing.firstToken();
    if (firstToken != null) {
      words.add(page.t("run.phase.firstToken") + " " + Lasting.micros(firstToken));
    }
    Long gap = timing.longestGap();
    if (gap != null) {
      words.add(page.t("run.phase.longestGap") + " " + Lasting.micros(gap));
    }
    return String.join(" · ", words);
  }

  private String tokens(Usage usage) {
    var words = new ArrayList<String>();
    add(words, "run.tokens.prompt", usage.prompt());
    add(words, "run.tokens.cached", usage.cached());
    add(words, "run.tokens.completion", usage.completion());
    add(words, "run.tokens.reasoning", usage.reasoning());
    return String.join(" · ", words);
  }

  private void add(List<String> words, String key, @Nullable Long tokens) {
    if (tokens != null) {
      words.add(page.t(key) + " " + page.number(tokens));
    }
  }

  private List<Fact> beside(Place place) {
    return gallery.runs().stream()
        .filter(other -> other.entrant().equals(run.entrant()) != (other.run() == run.run()))
        .map(
            other ->
                new Fact(
                    page.t("viewer.question.beside"), other.name(), gallery.path(other, place)))
        .toList();
  }

  private @Nullable Fact neighbour(Place place, boolean after) {
    return questions
        .beside(Questions.Wish.all(run.job()), place, after)
        .map(
            next ->
                new Fact(
                    page.t(after ? "viewer.question.next" : "viewer.question.previous"),
                    AnswersWriter.title(page, gallery, next),
                    gallery.path(run, next)))
        .orElse(null);
  }
}
