package org.gwageo.benchmark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class SandboxAttackTests {

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

  private static Verdict verdict(String program) throws InterruptedException {
    return new PythonJudge(sandbox).judge(Sandboxes.doubling(program)).verdict();
  }

  private static Execution run(String program) throws IOException, InterruptedException {
    return sandbox.run(program, new byte[0]);
  }

  @Test
  void aRightProgramPasses() throws InterruptedException {
    assertThat(verdict("def double(x):\n    return 2 * x\n").kind()).isEqualTo(Verdict.Kind.PASSED);
  }

  @Test
  void aWrongProgramFailsAndTheTestIsNamed() throws InterruptedException {
    assertThat(verdict("def double(x):\n    return x\n"))
        .isEqualTo(new Verdict(Verdict.Kind.FAILED_ASSERTION, "assert double(21) == 42"));
  }

  @Test
  void anInfiniteLoopMeetsTheCpuLimit() throws InterruptedException {
    assertThat(verdict("def double(x):\n    while True: pass\n").kind())
        .isEqualTo(Verdict.Kind.CPU_LIMIT);
    assertThat(verdict("while True: pass\n").kind()).isEqualTo(Verdict.Kind.CPU_LIMIT);
  }

  @Test
  void anIgnoredCpuSignalIsFollowedByAKill() throws InterruptedException {
    String program =
        """
        import signal
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        def double(x):
            while True: pass
        """;
    assertThat(verdict(program).kind()).isEqualTo(Verdict.Kind.KILLED);
  }

  @Test
  void aSleeperMeetsTheWall() throws InterruptedException {
    assertThat(verdict("import time\ndef double(x):\n    time.sleep(1000)\n").kind())
        .isEqualTo(Verdict.Kind.WALL_LIMIT);
  }

  @Test
  void aGreedyAllocationMeetsTheMemoryLimit() throws InterruptedException {
    assertThat(verdict("def double(x):\n    return len(bytearray(1 << 30))\n").kind())
        .isEqualTo(Verdict.Kind.MEMORY);
  }

  @Test
  void hugeOutputIsCut() throws IOException, InterruptedException {
    assertThat(verdict("def double(x):\n    while True: print('x' * 1000)\n").kind())
        .isEqualTo(Verdict.Kind.OUTPUT_LIMIT);
    assertThat(verdict("def double(x):\n    return 'x' * 10_000_000\n").kind())
        .isEqualTo(Verdict.Kind.OUTPUT_LIMIT);
    assertThat(run("while True: print('x' * 1000)\n").ending().kind())
        .isEqualTo(Verdict.Kind.OUTPUT_LIMIT);
  }

  @Test
  void aForkBombIsHeldAndLeavesNothing() throws InterruptedException {
    String program =
        """
        import os
        def double(x):
            while True:
                os.fork()
        """;
    Verdict verdict = verdict(program);
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.EXCEPTION);
    assertThat(verdict.message()).startsWith("BlockingIOError");
    assertThat(verdict("def double(x): return 42\n").kind()).isEqualTo(Verdict.Kind.PASSED);
  }

  @Test
  void aDaemonEndsWithTheProgram(@TempDir Path folder) throws IOException, InterruptedException {
    String mark = "gwageo-daemon-" + ProcessHandle.current().pid() + "-" + folder.hashCode();
    String program =
        """
        import os, sys, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execv(sys.executable, [sys.executable, '-S', '-c', 'import time; time.sleep(300)', '%s'])
            os._exit(0)
        time.sleep(0.3)
        print('parent done')
        """
            .formatted(mark);
    assertThat(run(program).output()).isEqualTo("parent done\n");
    assertThat(running(mark)).isFalse();
  }

  /** Waits a moment for the kernel to take a name space down. */
  private static boolean running(String mark) throws InterruptedException, IOException {
    for (int i = 0; i < 50; i++) {
      if (!Processes.anyWith(mark)) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  @Test
  void thereIsNoNetwork() throws IOException, InterruptedException {
    String program =
        """
        import socket
        for family, address in ((socket.AF_INET, ('127.0.0.1', 22)), (socket.AF_INET, ('192.0.2.1', 80))):
            try:
                socket.socket(family).connect(address)
                print('connected')
            except OSError as e:
                print(e.errno)
        print(len(socket.if_nameindex()))
        """;
    Execution execution = run(program);
    assertThat(execution.output()).isEqualTo("101\n101\n1\n");
  }

  @Test
  void theEnvironmentIsCleared() throws IOException, InterruptedException {
    Execution execution = run("import os\nprint(sorted(os.environ))\n");
    assertThat(execution.output())
        .isEqualTo("['GWAGEO_SANDBOX', 'LANG', 'PATH', 'PWD', 'PYTHONHASHSEED']\n");
  }

  @Test
  void nothingOutsideIsSeenOrWritten(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path secret = Files.writeString(folder.resolve("secret"), "42", StandardCharsets.UTF_8);
    String program =
        """
        import os
        print(os.getcwd(), os.listdir('.'), os.path.exists('%s'), os.path.exists('/proc'),
              os.path.exists('/etc/passwd'), os.path.exists('/var'))
        for name in ('/x', '/usr/x', '/program/x', '/dev/x', '/scratch/x'):
            try:
                open(name, 'w').close()
                print('wrote', name)
            except OSError:
                pass
        """
            .formatted(secret);
    assertThat(run(program).output())
        .isEqualTo("/scratch [] False False False False\nwrote /scratch/x\n");
    assertThat(run("import os; print(os.listdir('/scratch'))").output()).isEqualTo("[]\n");
  }

  @Test
  void filesAreBounded() throws IOException, InterruptedException {
    String program =
        """
        try:
            open('one', 'wb').write(b'x' * (2 << 20))
        except OSError as e:
            print(e.errno)
        try:
            for i in range(100):
                open('f%d' % i, 'wb').write(b'x' * 900_000)
        except OSError as e:
            print(e.errno)
        """;
    assertThat(run(program).output()).isEqualTo("27\n28\n");
  }

  @Test
  void noRightsAreLeft() throws IOException, InterruptedException {
    String program =
        """
        import os, subprocess
        for deed in (lambda: os.chroot('/usr'), lambda: os.setuid(0) if os.getuid() else os.mknod('/scratch/d', 0o60666, 0),
                     lambda: os.nice(-5)):
            try:
                deed()
                print('done')
            except OSError as e:
                print(type(e).__name__)
        print(subprocess.run(['mount', '-t', 'tmpfs', 'x', '/scratch'], capture_output=True).returncode != 0)
        import resource
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000))
        except ValueError as e:
            print('limit stays')
        import time
        try:
            os.kill(1, 9)
        except OSError:
            pass
        time.sleep(0.1)
        print('the first process too')
        """;
    assertThat(run(program).output())
        .isEqualTo(
            "PermissionError\nPermissionError\nPermissionError\nTrue\nlimit stays\n"
                + "the first process too\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Leaving before the tests.
        "import sys\nsys.exit(0)\n",
        "import os\nos._exit(0)\n",
        "import sys\ndef double(x): sys.exit(0)\n",
        "import os\ndef double(x): os._exit(0)\n",
        "raise SystemExit\n",
        "def double(x): raise KeyboardInterrupt\n",
        "def double(x): raise AssertionError('not yours')\n",
        "import os, signal\ndef double(x): os.kill(os.getpid(), signal.SIGKILL)\n",
        // Printing what a judge might look for.
        "print('passed')\nprint('1\\np')\nimport sys\nsys.stdout.flush()\n",
        "import os\n"
            + "for fd in range(3, 20):\n"
            + "    try: os.write(fd, b'1\\n"
            + "p')\n"
            + "    except OSError: pass\n",
        "import os\n"
            + "def double(x):\n"
            + "    for fd in range(3, 20):\n"
            + "        try: os.write(fd, b'1\\n"
            + "p' * 50)\n"
            + "        except OSError: pass\n",
        "import os\n"
            + "def double(x):\n"
            + "    for fd in range(3, 20):\n"
            + "        try: os.write(fd, b'99999999999999\\n"
            + "')\n"
            + "        except OSError: pass\n",
        "import os\n"
            + "def double(x):\n"
            + "    for fd in range(3, 20):\n"
            + "        try: os.write(fd, b'9\\n"
            + "vl1000000:n')\n"
            + "        except OSError: pass\n"
            + "    os._exit(0)",
        // Values that claim to be equal.
        "class Same:\n    def __eq__(self, other): return True\ndef double(x): return Same()\n",
        "class Same(int):\n"
            + "    def __eq__(self, other): return True\n"
            + "def double(x): return Same(1)\n",
        "class Same(list):\n"
            + "    def __eq__(self, other): return True\n"
            + "    def __iter__(self): return iter([42])\n"
            + "def double(x): return Same()\n",
        // Patching the judge's tools.
        "import builtins\n"
            + "builtins.AssertionError = ValueError\n"
            + "builtins.compile = lambda *a: None\n"
            + "builtins.exec = lambda *a: None\n"
            + "def double(x): return 1\n",
        "import sys, gc\n"
            + "for f in sys._current_frames().values():\n"
            + "    while f:\n"
            + "        f.f_locals.clear() if False else None\n"
            + "        f = f.f_back\n"
            + "sys.settrace(lambda *a: None)\n"
            + "def double(x): return 1\n",
        "import sys\n"
            + "m = sys.modules['__main__']\n"
            + "m.encode = lambda *a: b'i0x2a;' if False else b'p'\n"
            + "def double(x): return 1\n",
        "import sys\n"
            + "m = sys.modules['__main__']\n"
            + "m.Channel.write = lambda *a: None\n"
            + "def double(x): return 1\n",
        // Nothing at all.
        "",
        "def double(x) return 42\n",
        "int = 5\ndef double(x): return None\n",
      })
  void noPassCanBeForged(String program) throws InterruptedException {
    Verdict verdict = verdict(program);
    assertThat(verdict.passed()).as(verdict.toString()).isFalse();
    assertThat(verdict.kind()).as(verdict.toString()).isNotEqualTo(Verdict.Kind.REFUSED);
  }

  @Test
  void theProgramNeverSeesTheTests() throws InterruptedException {
    String program =
        """
        import gc, os, sys
        seen = []
        def double(x):
            for o in gc.get_objects():
                try:
                    if 'assert double(21)' in repr(o)[:100000] and o is not double.__code__.co_consts:
                        return 42
                except BaseException:
                    pass
            for pid in range(1, 50):
                if os.path.exists('/proc/%d' % pid):
                    return 42
            return 0
        """
            .replace("'assert double(21)'", "'assert ' + 'double(21)'");
    assertThat(verdict(program).kind()).isEqualTo(Verdict.Kind.FAILED_ASSERTION);
  }

  @Test
  void limitHitsAreRunAgainAlone() throws InterruptedException {
    List<PythonProblem> problems =
        List.of(
            Sandboxes.doubling("def double(x): return 42\n"),
            Sandboxes.doubling("def double(x):\n    while True: pass\n"));
    List<Judged> results = new PythonJudge(sandbox).judgeAll(problems);
    assertThat(results.get(0).again()).isFalse();
    assertThat(results.get(0).verdict().passed()).isTrue();
    assertThat(results.get(1).again()).isTrue();
    assertThat(results.get(1).verdict().kind()).isEqualTo(Verdict.Kind.CPU_LIMIT);
    assertThat(results.get(1).isolation()).isEqualTo(Isolation.NAMESPACES);
  }

  @Test
  void aSandboxLeavesNoFolder() throws IOException, InterruptedException, SandboxException {
    Path before;
    try (Sandbox other =
        Sandbox.open(Sandboxes.python(), Limits.of(1).withWall(Duration.ofSeconds(9)), false)) {
      before = other.folder();
      assertThat(other.run("print(1)", new byte[0]).output()).isEqualTo("1\n");
      assertThat(before).exists();
    }
    assertThat(before).doesNotExist();
  }
}
