package org.gwageo.benchmark.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexHintsTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a,b~a,b", "\\$~$", "\\.~.", "답: ~답: ",
      })
  void knowsTextsThatStandForThemselves(String source, String literal) {
    assertThat(RegexHints.of(source, "").literal()).isEqualTo(literal.strip());
    assertThat(RegexHints.of(source, "i").literal()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "(?s).*####:~####:",
        "####:(\\-?[0-9\\.\\,]+)~####:",
        "ab?c~c",
        "abc*d+~ab",
        "\\d~''",
        "\\x41bc~''",
        "\\101~''",
        "a|bc~''",
        "(?i)abc~''",
        "(a)\\1~''",
        "(?:ab)?cd~''",
        "[ab]c~c",
        "x{2}y~y",
      })
  void knowsWhatEveryMatchHolds(String source, String required) {
    RegexHints hints = RegexHints.of(source, "");
    assertThat(hints.literal()).isNull();
    assertThat(hints.required()).isEqualTo(required);
  }

  @Test
  void looksForTheEnd() throws Exception {
    RegexHints hints = RegexHints.of("\\.$", "");
    assertThat(hints.mayMatch("a.b")).isFalse();
    assertThat(hints.mayMatch("a.")).isTrue();
    assertThat(hints.mayMatch("a.\n")).isTrue();
    PythonRegex regex = PythonRegex.compile("\\.$");
    assertThat(regex.sub("", "3.5.")).isEqualTo("3.5");
    assertThat(regex.sub("", "3.5.\n")).isEqualTo("3.5\n");
    assertThat(regex.sub("", "3.5")).isEqualTo("3.5");
  }

  @Test
  void neverPassesOverAMatch() throws Exception {
    List<String> sources =
        List.of(
            ",",
            "\\$",
            "\\.$",
            "(?s).*#### ",
            "#### (\\-?[0-9\\.\\,]+)",
            "ab",
            "ab+",
            "a+b",
            "a*b?c",
            "[ab]c",
            "c$",
            "(a)b",
            "a{2}b",
            "\\Aab",
            "b\\Z",
            "^ab");
    String alphabet = "abc,.$# 1\n-";
    var random = new Random(5);
    for (String source : sources) {
      PythonRegex regex = PythonRegex.compile(source);
      Pattern plain = Pattern.compile(source.replace("\\Z", "\\z"), Pattern.UNIX_LINES);
      for (int trial = 0; trial < 3000; trial++) {
        var text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
          text.append(
              random.nextInt(6) == 0
                  ? "#### "
                  : alphabet.charAt(random.nextInt(alphabet.length())));
        }
        Matcher matcher = plain.matcher(text);
        boolean found = matcher.find();
        PythonRegex.Match match = regex.search(text.toString());
        assertThat(match != null).as("%s in %s", source, text).isEqualTo(found);
        if (match != null) {
          assertThat(match.text()).isEqualTo(matcher.group());
        }
        assertThat(regex.sub("", text.toString()))
            .as("%s in %s", source, text)
            .isEqualTo(plain.matcher(text).replaceAll(""));
      }
    }
  }
}
