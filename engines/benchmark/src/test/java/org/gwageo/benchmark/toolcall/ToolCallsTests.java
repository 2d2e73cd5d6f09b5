package org.gwageo.benchmark.toolcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ToolCallsTests {

  private static final String WEATHER =
      "[{'weather': {'city': ['Seoul', '서울'], 'days': [3], 'share': [0.5, ''], 'exact': ['',"
          + " true]}}]";

  private static List<ExpectedCall> expected(String json) {
    try {
      return ExpectedCall.ofBfcl(json.replace('\'', '"'));
    } catch (ToolCallException e) {
      throw new AssertionError(e);
    }
  }

  private static ActualCall call(String name, String arguments) {
    return new ActualCall(name, arguments.replace('\'', '"'));
  }

  private static ToolMatch match(MatchRules rules, String json, ActualCall... calls) {
    return new ToolCalls(rules).match(expected(json), List.of(calls));
  }

  private static List<String> kinds(ToolMatch match) {
    return match.mismatches().stream().map(m -> m.kind().word() + "@" + m.path()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'city': '서울', 'days': 3}|-",
        "{'city': 'seoul', 'days': 3.0, 'share': 0.50}|-",
        "{'city': 'Se-oul', 'days': 3e0, 'exact': true}|-",
        "{'days': 3}|missing-argument@city",
        "{'city': 'Busan', 'days': 3}|wrong-value@city",
        "{'city': 7, 'days': 3}|wrong-type@city",
        "{'city': 'Seoul', 'days': '3'}|wrong-type@days",
        "{'city': 'Seoul', 'days': 4}|wrong-value@days",
        "{'city': 'Seoul', 'days': 3, 'share': 1}|wrong-value@share",
        "{'city': 'Seoul', 'days': 3, 'exact': 'yes'}|wrong-value@exact",
        "{'city': 'Seoul', 'days': 3, 'exact': 1}|wrong-type@exact",
        "{'city': 'Seoul', 'days': 3, 'unit': 'C'}|unexpected-argument@unit",
        "{'city': 'Seoul', 'days': 3|unreadable-arguments@",
        "{'city': 'Seoul', 'city': 'Seoul', 'days': 3}|unreadable-arguments@",
        "['Seoul', 3]|unreadable-arguments@",
        "{'city': 'Seoul', 'days': 3} and more|unreadable-arguments@",
        "{'city': 'Seoul', 'days': NaN}|unreadable-arguments@",
        "{'city': null, 'days': 3}|wrong-type@city",
      })
  void argumentsAreComparedByTypeAndValue(String arguments, String difference) {
    ToolMatch match = match(MatchRules.bfcl(), WEATHER, call("weather", arguments));
    assertThat(kinds(match))
        .containsExactlyElementsOf(difference.equals("-") ? List.of() : List.of(difference));
    assertThat(match.right()).isEqualTo(difference.equals("-") ? 1 : 0);
  }

  @Test
  void rulesDecideOnStringsAndTypes() {
    ActualCall loose = call("weather", "{'city': 'SEOUL', 'days': '3'}");
    assertThat(kinds(match(MatchRules.strict(), WEATHER, loose)))
        .containsExactly("wrong-value@city", "wrong-type@days");
    MatchRules lenient = new MatchRules(false, true, true, true);
    assertThat(match(lenient, WEATHER, loose).matched()).isTrue();
    MatchRules typed = new MatchRules(false, false, true, false);
    assertThat(kinds(match(typed, WEATHER, call("weather", "{'city': 'Seoul', 'days': 3.0}"))))
        .containsExactly("wrong-type@days");
  }

  @Test
  void nestedValuesNameTheirPlace() {
    String json =
        "[{'buy': {'filter': [{'price': [[10, 20]], 'brand': ['a', 'b', '']}], 'tags': [['x', 'y'],"
            + " ['z']]}}]";
    assertThat(
            match(
                    MatchRules.bfcl(),
                    json,
                    call("buy", "{'filter': {'price': [10, 20.0]}, 'tags': ['z']}"))
                .matched())
        .isTrue();
    assertThat(
            kinds(
                match(
                    MatchRules.bfcl(),
                    json,
                    call(
                        "buy",
                        "{'filter': {'price': [10, 21], 'brand': 'c', 'x': 1}, 'tags': ['x']}"))))
        .containsExactly(
            "wrong-value@filter.price[1]",
            "wrong-value@filter.brand",
            "unexpected-argument@filter.x",
            "wrong-value@tags");
    assertThat(kinds(match(MatchRules.bfcl(), json, call("buy", "{'filter': [], 'tags': ['z']}"))))
        .containsExactly("wrong-type@filter");
  }

  @Test
  void aTaskWithoutCallsIsRightOnlyWithNone() {
    assertThat(match(MatchRules.bfcl(), "[]").matched()).isTrue();
    ToolMatch match = match(MatchRules.bfcl(), "[]", call("weather", "{}"));
    assertThat(kinds(match)).containsExactly("unexpected-call@");
    assertThat(kinds(match(MatchRules.bfcl(), WEATHER))).containsExactly("missing-call@");
  }

  @Test
  void aCallWithoutArgumentsMayHaveNoText() {
    assertThat(match(MatchRules.strict(), "[{'stop': {}}]", call("stop", "")).matched()).isTrue();
    assertThat(match(MatchRules.strict(), "[{'stop': {}}]", call("stop", "{}")).matched()).isTrue();
    assertThat(match(MatchRules.strict(), "[{'stop': {}}]", call("stop", "null")).matched())
        .isFalse();
  }

  @Test
  void parallelCallsMayComeInAnyOrderUnlessItIsFixed() {
    String json = "[{'f': {'x': [1, 2]}}, {'f': {'x': [1]}}, {'g': {}}]";
    ActualCall[] calls = {call("g", "{}"), call("f", "{'x': 1}"), call("f", "{'x': 2}")};
    assertThat(match(MatchRules.bfcl(), json, calls).matched()).isTrue();
    assertThat(match(MatchRules.bfcl().inOrder(), json, calls).right()).isEqualTo(1);
  }

  @Test
  void differencesAreToldAgainstTheCallThatIsMeant() {
    String json = "[{'f': {'x': [1]}}, {'g': {'y': ['a']}}]";
    ToolMatch match =
        match(
            MatchRules.bfcl(),
            json,
            call("h", "{}"),
            call("g", "{'y': 'b'}"),
            call("f", "{'x': 1}"));
    assertThat(match.right()).isEqualTo(1);
    assertThat(match.expected()).isEqualTo(2);
    assertThat(match.mismatches())
        .containsExactly(
            new Mismatch(Mismatch.Kind.WRONG_VALUE, 1, "y", "y is \"b\", not \"a\""),
            new Mismatch(Mismatch.Kind.UNEXPECTED_CALL, 0, "", "an unexpected call of h"));
  }

  @Test
  void anyOrderOfRightCallsMatches() {
    Random random = new Random(9);
    for (int round = 0; round < 200; round++) {
      int size = 1 + random.nextInt(6);
      StringBuilder json = new StringBuilder("[");
      List<ActualCall> calls = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int value = random.nextInt(3);
        json.append(i == 0 ? "" : ",");
        json.append("{'f': {'x': [")
            .append(value)
            .append(", ")
            .append(random.nextInt(3))
            .append("]}}");
        calls.add(call("f", "{'x': " + value + "}"));
      }
      Collections.shuffle(calls, random);
      assertThat(new ToolCalls(MatchRules.bfcl()).match(expected(json + "]"), calls).matched())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'city': 1e999999999}",
        "{'city': 1e99999999999999999999}",
        "{'days': -1E-2147483648}",
      })
  void hugeNumbersAreNoTrouble(String arguments) {
    assertThat(match(MatchRules.bfcl(), WEATHER, call("weather", arguments)).matched()).isFalse();
  }

  @Test
  void hostileTextsAreRefusedByTheirLimit() {
    for (String text :
        List.of(
            "[".repeat(500_000),
            "{'a':".repeat(200_000),
            "{'a': '" + "x".repeat(2_000_000) + "'}",
            "{'a': " + "9".repeat(100_000) + "}",
            "\uD800",
            "\0")) {
      assertThat(kinds(match(MatchRules.bfcl(), WEATHER, call("weather", text))))
          .containsExactly("unreadable-arguments@");
    }
    ActualCall[] many = Collections.nCopies(5_000, call("f", "{}")).toArray(ActualCall[]::new);
    assertThat(match(MatchRules.bfcl(), WEATHER, many).matched()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[1]", "[{'f': 1}]", "[{'f': {'x': 1}}]", "[{'f': {'x': []}}]", "[{}]", ""})
  void expectationsOfAnotherFormAreRefused(String json) {
    assertThatThrownBy(() -> ExpectedCall.ofBfcl(json.replace('\'', '"')))
        .isInstanceOf(ToolCallException.class);
  }
}
