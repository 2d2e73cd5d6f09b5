"""The mock endpoint as a process of its own."""

import atexit
import concurrent.futures
import functools
import glob
import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.request

from . import machine

HOME = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "mock-endpoint")


def build():
    """Builds the endpoint unless its program is newer than its sources."""
    program = os.path.join(HOME, "target", "gwageo-mock-endpoint.jar")
    sources = glob.glob(os.path.join(HOME, "src", "main", "**", "*.java"), recursive=True)
    if os.path.exists(program) and os.path.getmtime(program) > max(map(os.path.getmtime, sources)):
        return
    environment = dict(os.environ, JAVA_HOME=machine.java_home())
    subprocess.run(
        ["mvn", "-B", "-ntp", "-q", "-f", os.path.join(HOME, "pom.xml"), "package", "-DskipTests"],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


@functools.cache
def program():
    """Returns the class path of a copy of the endpoint: a build meanwhile does not disturb it."""
    build()
    copy = tempfile.mkdtemp(prefix="gwageo-mock-")
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    shutil.copy(os.path.join(HOME, "target", "gwageo-mock-endpoint.jar"), copy)
    shutil.copytree(os.path.join(HOME, "target", "lib"), os.path.join(copy, "lib"))
    return os.path.join(copy, "gwageo-mock-endpoint.jar") + ":" + os.path.join(copy, "lib", "*")


class Mock:
    """A running endpoint, pinned to some processors; use it in a with statement."""

    def __init__(self, *arguments, processors="0"):
        self.arguments = list(arguments)
        self.process = subprocess.Popen(
            ["taskset", "-c", processors, os.path.join(machine.java_home(), "bin", "java")]
            + ["-Xmx1g", "-XX:+UseSerialGC", "-cp", program()]
            + ["org.gwageo.mockendpoint.MockServer"]
            + self.arguments,
            stdout=subprocess.PIPE,
            text=True,
        )
        line = self.process.stdout.readline().split()
        if len(line) != 2 or line[0] != "ready":
            raise RuntimeError(f"the mock endpoint does not start: {self.arguments}")
        self.base = line[1]
        self.root = self.base[: -len("/v1")]

    def page(self, name):
        with urllib.request.urlopen(f"{self.root}/__{name}", timeout=60) as response:
            return json.load(response)

    def reset(self):
        self.page("reset")

    def stats(self):
        return self.page("stats")

    def expected(self):
        """Returns the number of items and how many of them are answered rightly."""
        return self.page("expected")

    def seconds(self):
        return machine.process_seconds(self.process.pid)

    def warm(self, bodies):
        """Sends requests until the endpoint's code is compiled, then empties its books."""
        for _ in range(3):
            for body in bodies:
                request = urllib.request.Request(
                    f"{self.base}/chat/completions",
                    json.dumps(body).encode(),
                    {"Content-Type": "application/json"},
                )
                try:
                    urllib.request.urlopen(request, timeout=60).read()
                except OSError:
                    pass
        self.reset()

    def warm_streams(self, bodies, at_once=32):
        """Reads streamed replies, many at once, until the endpoint's code is compiled, then empties its books."""
        with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
            list(pool.map(self._read_stream, bodies))
        self.reset()

    def _read_stream(self, body):
        request = urllib.request.Request(
            f"{self.base}/chat/completions",
            json.dumps(dict(body, stream=True)).encode(),
            {"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=60).read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.process.stdout.close()
