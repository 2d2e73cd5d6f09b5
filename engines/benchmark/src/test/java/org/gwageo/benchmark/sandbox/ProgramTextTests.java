package org.gwageo.benchmark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTextTests {

  private static String found(String reply) {
    return ProgramText.of(reply, "f").text();
  }

  @Test
  void takesTheLastBlockThatDefinesTheFunction() {
    String reply =
        """
        First try:
        ```python
        def f(x):
            return 1
        ```
        Better:
        ```python
        def f(x):
            return 2
        ```
        Use it like this:
        ```python
        print(f(3))
        ```
        ```text
        2
        ```
        """;
    assertThat(found(reply)).isEqualTo("def f(x):\n    return 2\n");
  }

  @Test
  void readsOtherFencesAndAnOpenEnd() {
    assertThat(found("~~~py\ndef f(): pass\n~~~")).isEqualTo("def f(): pass\n");
    assertThat(found("````\ndef f():\n    '''\n```\n'''\n````"))
        .isEqualTo("def f():\n    '''\n```\n'''\n");
    assertThat(found("```python\ndef f(): return 1")).isEqualTo("def f(): return 1\n");
    assertThat(found("```Python\r\ndef f(): return 1\r\n```")).isEqualTo("def f(): return 1\n");
  }

  @Test
  void leavesOtherLanguagesAlone() {
    ProgramText program = ProgramText.of("```bash\npip install x\n```\n```\ny = 1\n```", "f");
    assertThat(program).isEqualTo(new ProgramText("y = 1\n", true));
  }

  @Test
  void withoutAFenceTheReplyIsTheProgram() {
    assertThat(ProgramText.of("    return 1\n", "f"))
        .isEqualTo(new ProgramText("    return 1\n", false));
  }

  @Test
  void reasoningIsNoProgram() {
    assertThat(
            found(
                "<think>```python\n"
                    + "def f(): return 0\n"
                    + "```</think>```python\n"
                    + "def f(): return 1\n"
                    + "```"))
        .isEqualTo("def f(): return 1\n");
    assertThat(found("<think>```python\ndef f(): return 0\n```")).isEmpty();
  }

  @Test
  void decomposedTextInProgramsIsKept() {
    String program = "def f(): return '\u1112\u1161\u11ab'\n";
    assertThat(found("```python\n" + program + "```")).isEqualTo(program);
  }

  @Test
  void longHostileRepliesAreReadInOnePass() {
    String reply = "```\n".repeat(250_000) + "`".repeat(100_000);
    assertThat(ProgramText.of(reply, "f").fenced()).isTrue();
    assertThat(ProgramText.of("```" + "a".repeat(1_000_000), "f").fenced()).isFalse();
  }
}
