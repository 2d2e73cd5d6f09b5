package org.gwageo.benchmark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class PythonProblemTests {

  private static final HumanEval ADDING =
      new HumanEval(
          "own/1",
          "from typing import List\n\n\n"
              + "def base():\n"
              + "    return 1\n\n\n"
              + "def total(xs: List[int]) -> int:\n"
              + "    \"\"\"Sum plus base.\"\"\"\n",
          "total",
          "def check(candidate):\n"
              + "    assert candidate([1, 2]) == 3 + base()\n"
              + "    assert candidate([]) == 1\n");

  private static Sandbox sandbox;

  @BeforeAll
  static void open() {
    sandbox = Sandboxes.isolated(Sandboxes.small());
  }

  @AfterAll
  static void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static Verdict judge(PythonProblem problem) throws InterruptedException {
    return new PythonJudge(sandbox).judge(problem).verdict();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    return sum(xs) + base()\n",
        "return sum(xs) + base()",
        "s = 0\n    for x in xs:\n        s += x\n    return s + base()\n",
        "s = 0\nfor x in xs:\n    s += x\nreturn s + base()\n",
        "    return sum(xs) + 1\n\ndef other():\n    oops(\n",
        "Here it is:\n```python\ndef total(xs):\n    return sum(xs) + base()\n```\nDone.",
        "```python\n"
            + "from typing import List\n\n"
            + "def helper(a):\n"
            + "    return a\n\n"
            + "def total(xs: List[int]) -> int:\n"
            + "    return helper(sum(xs)) + 1\n"
            + "```",
        "```\n    return sum(xs) + 1\n```",
        "def total(xs):\n    return sum(xs) + 1",
        "```python\n"
            + "from __future__ import annotations\n"
            + "def total(xs):\n"
            + "    return sum(xs) + 1\n"
            + "```",
      })
  void repliesOfEveryFormAreRead(String reply) throws InterruptedException {
    assertThat(judge(ADDING.withReply(reply)).toString()).contains("PASSED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    return sum(xs)\n",
        "I cannot help with that.",
        "",
        "```python\ndef other(xs):\n    return sum(xs) + 1\n```",
        "def base():\n    return 0\n\ndef total(xs):\n    return sum(xs)\n",
      })
  void wrongRepliesFail(String reply) throws InterruptedException {
    Verdict verdict = judge(ADDING.withReply(reply));
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.kind()).isNotEqualTo(Verdict.Kind.REFUSED);
  }

  @Test
  void plainValuesSurviveTheWayBetweenTheProcesses() throws InterruptedException {
    String tests =
        """
        values = [None, True, False, 0, -1, 10 ** 5000, 0.1, -0.0, float('inf'), 1e-320, 2 + 3j, '', '한글 \\ud800 \\x00',
                  b'\\x00\\xff', [], [1, [2, [3]]], (), (1,), {1, 2}, frozenset('ab'), {'a': {1: (2, None)}}, range(1, 9, 2)]
        for value in values:
            back = echo(value)
            assert back == value and type(back) is type(value), value
        assert echo(float('nan')) != echo(float('nan'))
        assert str(echo(-0.0)) == '-0.0'
        assert list(lazily(3)) == [0, 1, 2]
        assert lazily(3) != [0, 1, 2]
        assert sorted(mapping()) == ['a', 'b']
        """;
    String program =
        """
        from collections import Counter
        def echo(x): return x
        def lazily(n): return (i for i in range(n))
        def mapping(): return Counter('ab')
        """;
    Verdict verdict =
        judge(
            new PythonProblem(
                "values", List.of(program), "", tests, List.of("echo", "lazily", "mapping")));
    assertThat(verdict).isEqualTo(new Verdict(Verdict.Kind.PASSED, ""));
  }

  @Test
  void testsMayCatchTheProgramsExceptions() throws InterruptedException {
    String tests =
        """
        try:
            f(0)
            assert False, 'nothing raised'
        except ZeroDivisionError as e:
            assert 'zero' in str(e)
        """;
    assertThat(
            judge(
                new PythonProblem(
                    "raising", List.of("def f(x): return 1 / x\n"), "", tests, List.of("f"))))
        .isEqualTo(new Verdict(Verdict.Kind.PASSED, ""));
  }

  @Test
  void objectsOfTheProgramCanBeHandedBackAndLinked() throws InterruptedException {
    Mbpp tree =
        new Mbpp(
            "own/2",
            "import math\nclass Node:\n    pass\ndef depth(n):\n    pass\n",
            "root = Node(1)\nroot.left = Node(2)\nroot.left.left = Node(3)",
            List.of("assert depth(root) == 3", "assert math.isclose(root.left.value, 2)"));
    String program =
        """
        class Node:
            def __init__(self, value):
                self.value, self.left, self.right = value, None, None
        def depth(n):
            return 0 if n is None else 1 + max(depth(n.left), depth(n.right))
        """;
    assertThat(judge(tree.withReply("```python\n" + program + "```")))
        .isEqualTo(new Verdict(Verdict.Kind.PASSED, ""));
    assertThat(judge(tree.withProgram(program.replace("1 + max", "2 + max"))).kind())
        .isEqualTo(Verdict.Kind.FAILED_ASSERTION);
  }

  @Test
  void functionsMayBeNamedLikeBuiltInOnes() throws InterruptedException {
    Mbpp sum =
        new Mbpp("own/3", "def sum(a,b):\n    return 0\n", "", List.of("assert sum(10,15) == 6"));
    assertThat(judge(sum.withProgram("def sum(a, b):\n    return 6\n")).passed()).isTrue();
  }

  @Test
  void testsThatCannotRunAreNoFailureOfTheProgram() throws InterruptedException {
    PythonProblem broken =
        new PythonProblem(
            "broken", List.of("def f(): return 1\n"), "", "assert f( == 1", List.of("f"));
    assertThat(judge(broken).kind()).isEqualTo(Verdict.Kind.REFUSED);
    PythonProblem handing =
        new PythonProblem(
            "handing", List.of("def f(g): return g(1)\n"), "", "assert f(abs) == 1", List.of("f"));
    assertThat(judge(handing))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.REFUSED,
                "the tests cannot run: Handed: a test hands over a"
                    + " builtin_function_or_method"));
  }
}
