package org.gwageo.benchmark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class StdioTestsTests {

  @ParameterizedTest
  @CsvSource({
    "'1\n2\n', '1\n2', true",
    "'1 \n 2', '1\n2\n\n', true",
    "'1.50', '1.5', true",
    "'1 2.0 3', '1 2 3', true",
    "'1e3', '1000', true",
    "'0.1', '0.10000001', false",
    "'YES', 'yes', false",
    "'1\n2', '1 2', false",
    "'', '', true",
    "'a', '', false",
  })
  void comparesLinesAndDecimals(String expected, String output, boolean same) {
    assertThat(StdioTests.same(expected, output)).isEqualTo(same);
  }

  @Test
  void programsMayReadBytesFromTheirRealInput() throws IOException, InterruptedException {
    String program =
        """
        import sys
        numbers = list(map(int, sys.stdin.buffer.read().split()))
        print(sum(numbers))
        """;
    StdioTests tests =
        new StdioTests(
            List.of(new StdioTests.Case("1 2 3\n", "6"), new StdioTests.Case("10\n20\n", "30\n")));
    try (Sandbox sandbox = Sandboxes.isolated(Sandboxes.small())) {
      assertThat(tests.judge(sandbox, program).passed()).isTrue();
      assertThat(tests.judge(sandbox, "print(6)\n"))
          .isEqualTo(new Verdict(Verdict.Kind.FAILED_ASSERTION, "case 2: another output"));
      assertThat(tests.judge(sandbox, "print(6)\nraise ValueError('x')\n"))
          .isEqualTo(
              new Verdict(Verdict.Kind.EXCEPTION, "case 1: ended with status 1 ValueError: x"));
      assertThat(tests.judge(sandbox, "while True: pass\n").kind())
          .isEqualTo(Verdict.Kind.CPU_LIMIT);
    }
  }

  @Test
  void aProgramThatReadsNothingIsNotHeldUpByItsInput() throws IOException, InterruptedException {
    StdioTests tests = new StdioTests(List.of(new StdioTests.Case("x".repeat(1 << 20), "6")));
    try (Sandbox sandbox = Sandboxes.isolated(Sandboxes.small())) {
      assertThat(tests.judge(sandbox, "print(6)\n").passed()).isTrue();
    }
  }
}
