package org.gwageo.benchmark.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scores equal those that reference.py got from sacrebleu, rouge_score, nltk and scipy. */
class ReferenceTests {

  private static final double EXACT = 1e-9;

  private record Case(String reply, List<String> golds, JsonNode scores) {}

  private static final List<Case> CASES = new ArrayList<>();
  private static JsonNode document = new JsonMapper().createObjectNode();

  private static final Map<String, CorpusMetric> METRICS =
      Map.of(
          "bleu", Bleu.of(Tokenisation.MT13A),
          "bleu-lc", new Bleu(Tokenisation.MT13A, true),
          "bleu-char", Bleu.of(Tokenisation.CHARACTERS),
          "chrf", Chrf.standard(),
          "chrf++", Chrf.plusPlus(),
          "ter", new Ter(false));

  @BeforeAll
  static void read() throws IOException {
    try (InputStream stream = ReferenceTests.class.getResourceAsStream("reference.json")) {
      document = new JsonMapper().readTree(stream);
    }
    for (JsonNode node : document.get("cases")) {
      CASES.add(
          new Case(node.get("reply").asString(), texts(node.get("golds")), node.get("scores")));
    }
  }

  private static CorpusMetric metric(String name) {
    return Objects.requireNonNull(METRICS.get(name), name);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  static Stream<String> corpusMetrics() {
    return METRICS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("corpusMetrics")
  void singleRepliesScoreAsInSacrebleu(String name) {
    allEqual(name, (reply, golds) -> metric(name).single(reply, golds));
  }

  @ParameterizedTest
  @MethodSource("corpusMetrics")
  void corporaScoreAsInSacrebleuInAnyOrder(String name) {
    CorpusMetric metric = metric(name);
    for (JsonNode corpus : document.get("corpora")) {
      List<Case> part =
          new ArrayList<>(CASES.subList(corpus.get("from").asInt(), corpus.get("to").asInt()));
      double expected = corpus.get("scores").get(name).asDouble();
      assertThat(corpusScore(metric, part)).isCloseTo(expected, within(EXACT));
      double inOrder = corpusScore(metric, part);
      Collections.shuffle(part, new Random(3));
      assertThat(corpusScore(metric, part)).isCloseTo(inOrder, within(EXACT));
    }
  }

  private static double corpusScore(CorpusMetric metric, List<Case> part) {
    double[] sums = new double[metric.width()];
    for (Case one : part) {
      double[] statistics = metric.statistics(one.reply(), one.golds());
      for (int i = 0; i < sums.length; i++) {
        sums[i] += statistics[i];
      }
    }
    return metric.score(sums);
  }

  @ParameterizedTest
  @MethodSource("corpusMetrics")
  void signaturesAreThoseOfSacrebleuUpToTheVersion(String name) {
    String theirs = document.get("corpora").get(0).get("signatures").get(name).asString();
    String fields = theirs.substring(0, theirs.indexOf("|version:"));
    assertThat(metric(name).signature(-1)).isEqualTo(fields + "|version:gwageo-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rouge1", "rouge2", "rougeL", "rougeLsum"})
  void rougeScoresAsInRougeScore(String name) {
    Rouge rouge = Rouge.named(name).orElseThrow();
    for (Case one : CASES) {
      Rouge.Scores scores = rouge.scores(one.reply(), one.golds());
      JsonNode expected = one.scores().get(name);
      assertThat(List.of(scores.precision(), scores.recall(), scores.f1()))
          .as(one.reply())
          .zipSatisfy(
              List.of(
                  expected.get(0).asDouble(),
                  expected.get(1).asDouble(),
                  expected.get(2).asDouble()),
              (ours, theirs) -> assertThat(ours).isCloseTo(theirs, within(EXACT)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"squad-em", "squad-f1", "korquad-em", "korquad-f1", "anls"})
  void shortAnswersScoreAsTheirRulesSay(String name) {
    ReplyMetric metric = ReplyMetric.named(name).orElseThrow();
    assertThat(metric.word()).isEqualTo(name);
    allEqual(name, metric::score);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wer-raw", "cer-raw", "cer-nospace-raw"})
  void errorRatesEqualAPlainEditDistance(String name) {
    CorpusMetric metric = CorpusMetric.named(name).orElseThrow();
    assertThat(metric.word()).isEqualTo(name);
    allEqual(name, metric::single);
  }

  private static void allEqual(String name, BiFunction<String, List<String>, Double> score) {
    assertThat(CASES).hasSizeGreaterThan(150);
    for (Case one : CASES) {
      assertThat(score.apply(one.reply(), one.golds()))
          .as("%s of '%s' for %s", name, one.reply(), one.golds())
          .isCloseTo(one.scores().get(name).asDouble(), within(EXACT));
    }
  }

  @Test
  void answersOfSeveralPartsScoreAsInDrop() {
    for (JsonNode node : document.get("drop")) {
      List<List<String>> golds = new ArrayList<>();
      node.get("golds").forEach(gold -> golds.add(texts(gold)));
      DropAnswer ours = DropAnswer.of(texts(node.get("parts")), golds);
      assertThat(ours.exactMatch())
          .as(node.toString())
          .isEqualTo(node.get("scores").get(0).asDouble());
      assertThat(ours.f1()).as(node.toString()).isEqualTo(node.get("scores").get(1).asDouble());
    }
  }
}
