package org.gwageo.benchmark.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PythonRegexTests {

  @Test
  void stopsARunawayExpression() throws PythonException {
    PythonRegex evil = PythonRegex.compile("((a)|(a))+\\1c");
    assertThatThrownBy(() -> evil.findAll("a".repeat(60) + "b"))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("more than 20000000 times");
  }

  @Test
  void stopsAnExpressionThatNestsTooDeeplyForAText() throws PythonException {
    PythonRegex nesting = PythonRegex.compile("(?:a|b|(c))*d");
    assertThatThrownBy(() -> nesting.search("abc".repeat(400_000)))
        .isInstanceOf(PythonException.class);
  }

  @Test
  void readsAMegabyteInOneGo() throws PythonException {
    PythonRegex number = PythonRegex.compile("(-?[$0-9.,]{2,})|(-?[0-9]+)");
    assertThat(number.findAll("lorem ipsum 42 ".repeat(70_000))).hasSize(70_000);
  }

  @Test
  void refusesConditionalGroupsByName() {
    assertThatThrownBy(() -> PythonRegex.compile("(a)?(?(1)b|c)"))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("conditional groups");
  }
}
