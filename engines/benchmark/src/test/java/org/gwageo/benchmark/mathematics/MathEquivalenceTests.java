package org.gwageo.benchmark.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.benchmark.mathematics.Cases.Case;
import org.gwageo.benchmark.mathematics.MathVerdict.Different;
import org.gwageo.benchmark.mathematics.MathVerdict.Equal;
import org.gwageo.benchmark.mathematics.MathVerdict.Stage;
import org.gwageo.benchmark.mathematics.MathVerdict.Unreadable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MathEquivalenceTests {

  @Test
  void judgesEveryCaseAsStated() {
    List<String> wrong = new ArrayList<>();
    for (Case one : Cases.read()) {
      MathVerdict verdict = MathEquivalence.equal(one.gold(), one.answer());
      if (verdict.isEqual() != one.equal()) {
        wrong.add(one.gold() + " | " + one.answer() + " -> " + verdict);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void agreesWithMathVerifyExceptWhereTheCaseSaysWhyNot() {
    List<Case> cases = Cases.read();
    assertThat(cases).hasSizeGreaterThan(300);
    List<String> unexplained = new ArrayList<>();
    for (Case one : cases) {
      if (one.equal() == one.reference() != one.why().isEmpty()) {
        unexplained.add(one.gold() + " | " + one.answer() + " | reference " + one.reference());
      }
    }
    assertThat(unexplained).isEmpty();
  }

  @Test
  void agreesWithSympyOnRandomPairs() {
    List<String> wrong = new ArrayList<>();
    List<String> lines = Cases.lines("random.txt");
    assertThat(lines).hasSizeGreaterThan(400);
    for (String line : lines) {
      List<String> parts = List.of(line.split(" \\| ", -1));
      MathVerdict verdict = MathEquivalence.equal(parts.get(0), parts.get(1));
      boolean expected = parts.get(2).equals("=");
      if (verdict.isEqual() != expected || verdict instanceof Unreadable) {
        wrong.add(line + " -> " + verdict);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void saysByWhatEvidenceItFoundEquality() {
    assertThat(stage("\\dfrac12", "\\frac12")).isEqualTo(Stage.NUMBER);
    assertThat(stage("x + 1", "x+1")).isEqualTo(Stage.TEXT);
    assertThat(stage("0.75", "\\frac34")).isEqualTo(Stage.NUMBER);
    assertThat(stage("(x+1)^2", "x^2+2x+1")).isEqualTo(Stage.SYMBOLIC);
    assertThat(stage("\\frac{3}{\\sqrt3}", "\\sqrt3")).isEqualTo(Stage.SYMBOLIC);
    assertThat(stage("\\sqrt{3+2\\sqrt2}", "1+\\sqrt2")).isEqualTo(Stage.EVALUATION);
    assertThat(stage("\\sin 2x", "2\\sin x\\cos x")).isEqualTo(Stage.EVALUATION);
  }

  private static Stage stage(String gold, String answer) {
    MathVerdict verdict = MathEquivalence.equal(gold, answer);
    assertThat(verdict).isInstanceOf(Equal.class);
    return ((Equal) verdict).stage();
  }

  @Test
  void tellsADifferenceFromWhatItCannotRead() {
    assertThat(MathEquivalence.equal("3", "4")).isInstanceOf(Different.class);
    assertThat(MathEquivalence.equal("3", "\\int_0^1 x dx")).isInstanceOf(Unreadable.class);
    assertThat(MathEquivalence.equal("3", "")).isInstanceOf(Unreadable.class);
    assertThat(MathEquivalence.equal("3", "x".repeat(5_000)).reason()).contains("4000");
  }

  @Test
  void isBoundedOnHostileAnswers() {
    List<String> hostile =
        List.of(
            "(".repeat(3_900),
            "{".repeat(1_900) + "}".repeat(1_900),
            "-".repeat(3_900) + "1",
            "9^{9^{9^{9}}}",
            "2^{2^{2^{2^{2^{2}}}}}",
            "(x+y+z+w+1)^{400}",
            "(1+\\sqrt{2}+\\sqrt{3}+\\sqrt{5}+\\sqrt{7})^{300}",
            "99999999!",
            "\\binom{10000}{5000}",
            "\\sqrt{".repeat(75) + "x" + "}".repeat(75),
            "\\frac{1}{1+".repeat(39) + "x" + "}".repeat(39),
            "1" + "+\\sin(x".repeat(60) + ")".repeat(60),
            "1,".repeat(1_900),
            "\\pm 1".repeat(300),
            "9".repeat(3_900),
            "\\boxed{".repeat(500),
            "|".repeat(3_000),
            "\\text{".repeat(600),
            "e^{e^{e^{e^{10}}}}",
            "\\begin{pmatrix}" + "1&".repeat(500) + "\\end{pmatrix}",
            "일".repeat(3_900),
            "\u0000\uD800\uDC00\uFFFF");
    for (String answer : hostile) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            assertThat(MathEquivalence.equal("x+\\sqrt{2}", answer).isEqual()).isFalse();
            assertThat(MathEquivalence.equal(answer, "17").isEqual()).isFalse();
          },
          () -> answer.substring(0, Math.min(30, answer.length())));
    }
  }

  @Test
  void doesNotCareHowASumIsOrderedOrBracketed() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      String first = term(random, 3);
      String second = term(random, 3);
      String third = term(random, 2);
      String left = "(" + first + ")(" + second + ")+" + third;
      String right = third + "+(" + second + ")\\cdot(" + first + ")";
      assertThat(MathEquivalence.equal(left, right).isEqual())
          .as("%s and %s", left, right)
          .isTrue();
      assertThat(MathEquivalence.equal(left, right + "+1").isEqual()).as(left).isFalse();
    }
  }

  private static String term(SplittableRandom random, int depth) {
    if (depth == 0) {
      return List.of("x", "y", "3", "\\pi", "\\sqrt{2}", "\\frac{1}{3}", "e^x", "i", "0.5")
          .get(random.nextInt(9));
    }
    String inner = term(random, depth - 1);
    String other = term(random, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> inner + "+" + other;
      case 1 -> "(" + inner + ")(" + other + ")";
      case 2 -> "\\frac{" + inner + "}{" + other + "+7}";
      case 3 -> "(" + inner + ")^2";
      default -> "\\sin(" + inner + ")";
    };
  }
}
