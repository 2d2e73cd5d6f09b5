"""Runs a command and measures it with all its descendants."""

import os
import resource
import signal
import subprocess
import threading
import time

from . import machine


def descendants(pid):
    """Returns a process and all that it started and that still run."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(name))
    found = [pid]
    for process in found:
        found.extend(children.get(process, []))
    return found


def resident(pid):
    """Returns the bytes in memory of a process and its descendants."""
    total = 0
    for process in descendants(pid):
        try:
            with open(f"/proc/{process}/statm") as file:
                total += int(file.read().split()[1])
        except (OSError, IndexError):
            pass
    return total * os.sysconf("SC_PAGE_SIZE")


class Watch(threading.Thread):
    """Samples memory while a command runs."""

    def __init__(self, pid, every):
        super().__init__(daemon=True)
        self.pid = pid
        self.every = every
        self.samples = []
        self.ended = threading.Event()
        self.began = time.monotonic()

    def run(self):
        while not self.ended.wait(self.every):
            self.samples.append((time.monotonic() - self.began, resident(self.pid)))


def run(argv, *, env=None, cwd=None, processors="1", log=None, limit=1800, kill_when=None, every=0.25):
    """Runs a command on some processors.

    Returns wall seconds, processor seconds of the command and all its descendants that ended before
    it, peak memory, the exit status, and the part of the machine that others used meanwhile.
    kill_when, if given, is called every 20 ms and kills the command and its descendants when true.
    """
    environment = dict(os.environ, **(env or {}))
    output = open(log, "wb") if log else subprocess.DEVNULL
    busy = machine.processor_seconds()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    load = os.getloadavg()[0]
    began = time.monotonic()
    process = subprocess.Popen(
        ["taskset", "-c", processors] + argv,
        env=environment,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    watch = Watch(process.pid, every)
    watch.start()
    killed = False
    timed_out = False
    while True:
        try:
            process.wait(0.02 if kill_when else 1)
            break
        except subprocess.TimeoutExpired:
            killed = bool(kill_when and kill_when())
            timed_out = time.monotonic() - began > limit
            if killed or timed_out:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                break
    wall = time.monotonic() - began
    watch.ended.set()
    watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if log:
        output.close()
    user = after.ru_utime - before.ru_utime
    system = after.ru_stime - before.ru_stime
    return {
        "wallSeconds": round(wall, 3),
        "cpuSeconds": round(user + system, 3),
        "userSeconds": round(user, 3),
        "systemSeconds": round(system, 3),
        "peakMiB": round(max([size for _, size in watch.samples] or [0]) / 2**20),
        "memory": [(round(at, 2), round(size / 2**20, 1)) for at, size in watch.samples],
        "exit": process.returncode,
        "killed": killed,
        "timedOut": timed_out,
        "loadBefore": round(load, 2),
        "machineBusySeconds": round(machine.processor_seconds() - busy, 2),
    }
