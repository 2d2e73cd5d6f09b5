package org.gwageo.benchmark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LimitsOnlyTests {

  private static Sandbox sandbox;

  @BeforeAll
  static void open() {
    sandbox = Sandboxes.limitsOnly(Sandboxes.small());
  }

  @AfterAll
  static void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void theResultSaysThatOnlyLimitsHeld() throws InterruptedException {
    Judged judged =
        new PythonJudge(sandbox).judge(Sandboxes.doubling("def double(x): return x + x\n"));
    assertThat(judged.verdict().passed()).isTrue();
    assertThat(judged.isolation()).isEqualTo(Isolation.LIMITS_ONLY);
    assertThat(judged.interpreter()).startsWith("python 3.");
  }

  @Test
  void limitsHold() throws InterruptedException {
    PythonJudge judge = new PythonJudge(sandbox);
    assertThat(kind(judge, "def double(x):\n    while True: pass\n"))
        .isEqualTo(Verdict.Kind.CPU_LIMIT);
    assertThat(kind(judge, "def double(x):\n    return len(bytearray(1 << 30))\n"))
        .isEqualTo(Verdict.Kind.MEMORY);
    assertThat(kind(judge, "import time\ndef double(x):\n    time.sleep(100)\n"))
        .isEqualTo(Verdict.Kind.WALL_LIMIT);
  }

  @Test
  void aDaemonIsFoundAndEnded() throws IOException, InterruptedException {
    String mark = "gwageo-stray-" + ProcessHandle.current().pid();
    String program =
        """
        import os, sys, time
        if os.fork() == 0:
            os.setsid()
            os.close(0), os.close(1), os.close(2)
            if os.fork() == 0:
                os.execv(sys.executable, [sys.executable, '-S', '-c', 'import time; time.sleep(300)', '%s'])
            os._exit(0)
        time.sleep(0.3)
        print('parent done', os.listdir('.'), flush=True)
        """
            .formatted(mark);
    assertThat(sandbox.run(program, new byte[0]).output()).isEqualTo("parent done []\n");
    assertThat(Processes.anyWith(mark)).isFalse();
  }

  private static Verdict.Kind kind(PythonJudge judge, String program) throws InterruptedException {
    return judge.judge(Sandboxes.doubling(program)).verdict().kind();
  }
}
