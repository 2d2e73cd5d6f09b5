package org.gwageo.benchmark.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.gwageo.benchmark.judge.Grade.Preference;
import org.gwageo.benchmark.judge.JudgedItems.BothPositions;
import org.gwageo.benchmark.judge.PairVerdict.Outcome;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgedResultTests {

  private static final Verdict UNREAD = new Verdict.Unparsed(Verdict.Reason.NO_VERDICT_LINE);

  private static Verdict given(Preference preference) {
    return new Verdict.Given(preference, 1);
  }

  private static Grade.Points points(int points) {
    return new Grade.Points(BigDecimal.valueOf(points));
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST, SECOND, CONSISTENT, FIRST",
    "SECOND, FIRST, CONSISTENT, SECOND",
    "TIE, TIE, CONSISTENT, TIE",
    "FIRST, FIRST, POSITION_DEPENDENT, TIE",
    "SECOND, SECOND, POSITION_DEPENDENT, TIE",
    "FIRST, TIE, POSITION_DEPENDENT, TIE",
    "TIE, FIRST, POSITION_DEPENDENT, TIE"
  })
  void bothPositionsHaveToAgree(
      Preference forward, Preference exchanged, Outcome outcome, Preference preference) {
    PairVerdict pair = PairVerdict.of(given(forward), given(exchanged));
    assertThat(pair.outcome()).isEqualTo(outcome);
    assertThat(pair.preference()).isEqualTo(preference);
  }

  @Test
  void concludesNothingFromHalfAPair() {
    assertThat(PairVerdict.of(given(Preference.FIRST), UNREAD).outcome())
        .isEqualTo(Outcome.UNPARSED);
    assertThatThrownBy(() -> PairVerdict.of(new Verdict.Given(points(3), 1), given(Preference.TIE)))
        .hasMessage("a pair is judged by a preference, not by the grade 3");
  }

  @Test
  void addsUpPairsWithTheirTies() {
    var won = new BothPositions(given(Preference.FIRST), given(Preference.SECOND));
    var swayed = new BothPositions(given(Preference.FIRST), given(Preference.FIRST));
    var unread = new BothPositions(UNREAD, given(Preference.FIRST));
    JudgedItems items =
        JudgedItems.ofPairs(
            Judges.PAIRS, List.of(List.of(won, won), List.of(won, swayed), List.of(unread)));
    assertThat(items.scores()).containsExactly(1.0, 0.75, Double.NaN);
    assertThat(items.verdicts()).isEqualTo(10);
    assertThat(items.unparsed()).isEqualTo(1);
    assertThat(items.positionDependent()).isEqualTo(1);
    assertThat(items.firstShownShare()).isCloseTo(6.0 / 9, within(1e-12));
    assertThat(items.mean()).isEqualTo(0.875);
    assertThat(items.unscored()).isEqualTo(1);
  }

  @Test
  void anUnreadableVerdictIsNoZero() {
    JudgedItems items =
        JudgedItems.ofReplies(
            Judges.POINTS,
            List.of(List.of(new Verdict.Given(points(10), 2), UNREAD), List.of(UNREAD, UNREAD)));
    assertThat(items.scores()).containsExactly(1.0, Double.NaN);
    assertThat(items.mean()).isEqualTo(1);
    assertThat(items.unparsedShare()).isEqualTo(0.75);
    assertThat(items.repeatedLines()).isEqualTo(1);
  }

  @Test
  void publishesAScoreWithTheAgreementBesideIt() {
    JudgeAgreement agreement = agreement(60, 0.05, 0);
    assertThat(agreement.kappa()).isGreaterThan(0.8);
    JudgedResult result = JudgedResult.of(Judges.POINTS, items(20, 0), agreement);
    assertThat(result).isInstanceOf(JudgedResult.Published.class);
    assertThat(CanonicalJson.string(result.toTree()))
        .contains("\"published\":true", "\"mean\":", "cohen-kappa-quadratic");
  }

  @Test
  void holdsAScoreBackWithoutAHumanSet() {
    JudgedResult result = JudgedResult.of(Judges.POINTS, items(20, 0), null);
    assertThat(reasons(result)).containsExactly("judge essay was not compared with people");
    assertThat(result.toTree()).doesNotContainKey("mean");
  }

  @Test
  void holdsAScoreBackBelowTheFloorOrWithTooFewItems() {
    JudgeAgreement weak = agreement(60, 0.7, 0);
    assertThat(reasons(JudgedResult.of(Judges.POINTS, items(20, 0), weak)))
        .singleElement()
        .asString()
        .contains("below the declared floor of 0.6");
    JudgeAgreement few = agreement(15, 0, 0);
    assertThat(reasons(JudgedResult.of(Judges.POINTS, items(20, 0), few)))
        .containsExactly(
            "judge essay was compared with people on 15 items, fewer than the declared 20");
    JudgeAgreement silent = agreement(60, 0.05, 30);
    assertThat(reasons(JudgedResult.of(Judges.POINTS, items(20, 0), silent)))
        .containsExactly(
            "judge essay gave no readable verdict on 30 items of the human set, more than the"
                + " declared share of 0.1");
  }

  @Test
  void holdsAScoreBackWhenAllGradesAreTheSame() {
    List<JudgeAgreement.Compared> same = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      same.add(new JudgeAgreement.Compared("i" + i, i, points(5), points(5)));
    }
    JudgeAgreement agreement = JudgeAgreement.of(Judges.POINTS, same, 1);
    assertThat(agreement.kappa()).isNaN();
    JudgedResult result = JudgedResult.of(Judges.POINTS, items(20, 0), agreement);
    assertThat(reasons(result)).hasSize(1);
    assertThat(CanonicalJson.string(result.toTree())).contains("\"published\":false");
  }

  @Test
  void holdsAScoreBackWithTooManyUnreadableVerdicts() {
    assertThat(reasons(JudgedResult.of(Judges.POINTS, items(20, 5), agreement(60, 0.05, 0))))
        .containsExactly(
            "of the verdicts of judge essay 5 of 25 are unreadable, more than the declared share"
                + " of 0.1");
    assertThat(reasons(JudgedResult.of(Judges.POINTS, items(0, 5), agreement(60, 0.05, 0))))
        .contains("judge essay gave no readable verdict on any item");
  }

  private static List<String> reasons(JudgedResult result) {
    assertThat(result).isInstanceOf(JudgedResult.HeldBack.class);
    return ((JudgedResult.HeldBack) result).reasons();
  }

  private static JudgedItems items(int read, int unread) {
    List<List<Verdict>> items = new ArrayList<>();
    for (int i = 0; i < read; i++) {
      items.add(List.of(new Verdict.Given(points(1 + i % 10), 1)));
    }
    for (int i = 0; i < unread; i++) {
      items.add(List.of(UNREAD));
    }
    return JudgedItems.ofReplies(Judges.POINTS, items);
  }

  /** People and a judge that grades at random in a share of the items. */
  private static JudgeAgreement agreement(int items, double random, int unread) {
    var source = new Random(21);
    List<JudgeAgreement.Compared> compared = new ArrayList<>();
    for (int i = 0; i < items + unread; i++) {
      int people = 1 + i % 10;
      @Nullable Grade judge =
          i >= items
              ? null
              : points(source.nextDouble() < random ? 1 + source.nextInt(10) : people);
      compared.add(new JudgeAgreement.Compared("i" + i, i, points(people), judge));
    }
    return JudgeAgreement.of(Judges.POINTS, compared, 3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "baekdu-33b|HWARANG|both are of the family Hwarang",
        "acme/hwarang-7b-chat|baekdu|carries the family name Hwarang",
        "Hwa-rang2|baekdu|carries the family name Hwarang",
        "HWARANG2|baekdu|carries the family name Hwarang",
        "ACME Hwarang 70b|baekdu|carries the family name Hwarang",
        "baekdu|acme|the judge's model acme/Hwarang-70B carries the family name acme",
      })
  void nobodyJudgesHimself(String model, String family, String reason) {
    assertThatThrownBy(() -> Judges.POINTS.refuseOwn("백두", model, List.of("nano", family)))
        .isInstanceOf(JudgeException.class)
        .hasMessageStartingWith("judge essay does not judge entrant 백두, because")
        .hasMessageContaining(reason);
  }

  @Test
  void othersAreJudged() throws Exception {
    Judges.POINTS.refuseOwn("백두", "baekdu-33b", List.of("baekdu"));
    Judges.POINTS.refuseOwn("금강", "hwarangnik-7b", List.of("geumgang", "rang"));
    assertThat(Judges.POINTS.isPairwise()).isFalse();
  }

  @Test
  void aDigestCoversWhatBearsOnAVerdict() {
    JudgeSpec spec = Judges.POINTS;
    assertThat(spec.digest()).isEqualTo(Judges.of(Scale.Points.whole(1, 10)).digest());
    assertThat(spec.digest()).isNotEqualTo(Judges.of(Scale.Points.whole(1, 5)).digest());
    assertThat(spec.toTree()).containsEntry("frame", JudgePrompt.FRAME);
    assertThat(spec.toTree().get("scale")).isInstanceOf(Map.class);
    assertThatThrownBy(
            () ->
                new JudgeSpec(
                    "e", "m", " ", List.of("f"), "i", new Scale.Pairwise(), 1, 0.5, 20, 0, 1000))
        .hasMessage("a judge's revision must be pinned, not blank, not \" \"");
  }

  @Test
  void aDescriptionIsReadBack() throws Exception {
    for (JudgeSpec spec : List.of(Judges.POINTS, Judges.PAIRS, Judges.LABELS)) {
      assertThat(JudgeSpec.of(spec.toTree())).isEqualTo(spec);
      assertThat(JudgeSpec.of(spec.toTree()).digest()).isEqualTo(spec.digest());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format|x|the judge's field format is gwageo-judge/1, not x",
        "frame|x|the judge's field frame is that of another version of this program",
        "repeats|1.5|the judge's field repeats is a number",
        "model||the judge's field model is a text",
        "extra|1|the judge has unknown members: [extra]",
        "floor|1|the judge's field floor is a number",
        "scale|points|the judge's field scale is an object",
        "families|hwarang|the judge's field families is a list",
      })
  void aWrongDescriptionIsRefused(String field, @Nullable String value, String message) {
    Map<String, @Nullable Object> tree = new TreeMap<>(Judges.POINTS.toTree());
    tree.put(field, value);
    assertThatThrownBy(() -> JudgeSpec.of(tree))
        .isInstanceOf(JudgeException.class)
        .hasMessage(message);
  }

  @Test
  void aDescriptionOutsideTheLimitsIsRefused() {
    Map<String, Object> tree = new TreeMap<>(Judges.POINTS.toTree());
    tree.put("repeats", 0);
    assertThatThrownBy(() -> JudgeSpec.of(tree))
        .isInstanceOf(JudgeException.class)
        .hasMessage("a judge's repeats must be 1 to 100, not \"0\"");
    tree.put("repeats", 1.5);
    assertThatThrownBy(() -> JudgeSpec.of(tree))
        .hasMessage("the judge's field repeats is a whole number, not 1.5");
    tree.put("repeats", 2);
    tree.put("scale", Map.of("kind", "points", "least", 1, "greatest", 5, "step", 3));
    assertThatThrownBy(() -> JudgeSpec.of(tree)).hasMessageContaining("not from 1 to 5 by 3");
    tree.put("scale", Map.of("kind", "stars"));
    assertThatThrownBy(() -> JudgeSpec.of(tree))
        .hasMessage("the judge's scale's field kind is points, labels or pairwise, not stars");
  }
}
