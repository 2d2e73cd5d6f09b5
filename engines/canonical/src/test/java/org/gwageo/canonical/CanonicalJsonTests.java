package org.gwageo.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTests {

  /** The IEEE 754 samples of RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void writesNumbersAsTheStandardsAppendixDoes(String bits, String expected) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.string(value)).isEqualTo(expected);
  }

  @Test
  void ordersMembersByUtf16CodeUnits() {
    // RFC 8785, section 3.2.3.
    var object = new LinkedHashMap<String, String>();
    object.put("\u20ac", "Euro Sign");
    object.put("\r", "Carriage Return");
    object.put("\ufb33", "Hebrew Letter Dalet With Dagesh");
    object.put("1", "One");
    object.put("\ud83d\ude00", "Emoji: Grinning Face");
    object.put("\u0080", "Control");
    object.put("\u00f6", "Latin Small Letter O With Diaeresis");
    assertThat(CanonicalJson.string(object))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void escapesOnlyWhatJsonDemands() {
    // RFC 8785, section 3.2.2.2.
    assertThat(CanonicalJson.string("\u20ac$\u000f\nA'B\"\\\"/한글"))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/한글\"");
  }

  @Test
  void refusesWhatHasNoCanonicalForm() {
    assertThatThrownBy(() -> CanonicalJson.string(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.string("\ud800"))
        .hasMessage("a lone surrogate at index 0 of a string");
    assertThatThrownBy(() -> CanonicalJson.string(new BigDecimal("0.1234567890123456789")))
        .hasMessageContaining("write this number as a string");
    assertThatThrownBy(() -> CanonicalJson.string(Map.of("at", java.time.Instant.EPOCH)))
        .hasMessage("JSON has no java.time.Instant");
  }

  @Test
  void anyFiniteDoubleReadsBackAsItself() {
    var random = new SplittableRandom(20260115);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && value != 0) {
        assertThat(Double.parseDouble(CanonicalJson.string(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void oneValueHasOneDigestWhateverItsScaleAndOrder() {
    var first = new LinkedHashMap<String, @Nullable Object>();
    first.put("b", new BigDecimal("10.0"));
    first.put("a", new ArrayList<>(List.of(1L, true)));
    first.put("c", null);
    var second = new LinkedHashMap<String, @Nullable Object>();
    second.put("c", null);
    second.put("a", List.of(1, true));
    second.put("b", 10);
    assertThat(Digest.ofJson(first)).isEqualTo(Digest.ofJson(second));
    assertThat(CanonicalJson.string(first)).isEqualTo("{\"a\":[1,true],\"b\":10,\"c\":null}");
  }

  @Test
  void writesWholeNumbersAsTheirDoublesAreWritten() {
    var random = new SplittableRandom(11);
    List<Long> numbers = new ArrayList<>(List.of(0L, -1L, 1L << 53, -(1L << 53), (1L << 53) - 1));
    for (int i = 0; i < 10_000; i++) {
      numbers.add(random.nextLong() >> (11 + random.nextInt(52)));
    }
    for (long number : numbers) {
      assertThat(CanonicalJson.string(number)).isEqualTo(CanonicalJson.string((double) number));
    }
    for (long tooFine : new long[] {(1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> CanonicalJson.string(tooFine))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void escapesWhatMustBeEscapedWhereverItStands() {
    var random = new SplittableRandom(12);
    String letters = "ab\"\\\n\r\t\b\f\u0000\u001f\u007f\u2028가é";
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      var expected = new StringBuilder("\"");
      for (int i = random.nextInt(12); i > 0; i--) {
        char c = letters.charAt(random.nextInt(letters.length()));
        text.append(c);
        expected.append(escaped(c));
      }
      assertThat(CanonicalJson.string(text.toString())).isEqualTo(expected.append('"').toString());
    }
  }

  private static String escaped(char c) {
    int common = "\b\t\n\f\r\"\\".indexOf(c);
    if (common >= 0) {
      return "\\" + "btnfr\"\\".charAt(common);
    }
    return c < 0x20 ? "\\u%04x".formatted((int) c) : String.valueOf(c);
  }
}
