"""What a measurement ran on, and how much of the machine others used meanwhile."""

import functools
import glob
import os
import platform
import re
import shutil
import subprocess


def first(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return "absent"
    lines = (done.stdout or done.stderr).strip().splitlines()
    return lines[0] if lines else "unknown"


def describe():
    """Returns processor, memory, kernel and languages."""
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s*(\d+)", file.read()).group(1))
    return {
        "processor": model.group(1) if model else platform.machine(),
        "processors": os.cpu_count(),
        "memoryMiB": memory // 1024,
        "kernel": platform.release(),
        "java": java_version(),
        "python": platform.python_version(),
    }


@functools.cache
def java_home():
    """Returns the folder of a JDK 25 or newer, looked for where ./gwageo looks."""
    on_path = os.path.realpath(shutil.which("javac") or "/nowhere/bin/javac")
    candidates = [os.environ.get("JAVA_HOME", ""), os.path.dirname(os.path.dirname(on_path))]
    for pattern in ("/usr/lib/jvm/*", "/usr/java/*", "/opt/java/*", "/opt/jdk*", "~/.sdkman/candidates/java/*"):
        candidates += sorted(glob.glob(os.path.expanduser(pattern)))
    for candidate in candidates:
        said = first([os.path.join(candidate, "bin", "javac"), "-version"])
        version = re.match(r"javac (\d+)", said)
        if version and int(version.group(1)) >= 25:
            return candidate
    raise SystemExit("benchmarks: no JDK 25 or newer in JAVA_HOME, PATH or the usual folders")


def java_version():
    return first([os.path.join(java_home(), "bin", "java"), "-version"])


def processor_seconds():
    """Returns seconds that all processors of the machine were busy, since it was started."""
    with open("/proc/stat") as file:
        fields = [int(field) for field in file.readline().split()[1:]]
    user, nice, system, _idle, _wait, irq, softirq, steal = fields[:8]
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def process_seconds(pid):
    """Returns user and system seconds of one process."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
