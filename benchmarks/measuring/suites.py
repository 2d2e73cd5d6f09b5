"""What is measured. Each suite returns rows: one for each harness and setting."""

import json
import os
import shutil
import statistics
import tempfile
import time

from peers import Spec

from . import data, mock, process


class Bench:
    """The harnesses, the data and the pinning that all suites share."""

    def __init__(self, harnesses, peers, root, repeats, client, server):
        self.harnesses = harnesses
        self.peers = peers
        self.repeats = repeats
        self.client = client
        self.server = server
        self.gsm8k = data.folder(root)
        self.only = ""
        self.work = tempfile.mkdtemp(prefix="gwageo-measuring-")

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)

    def anonymous(self, argument):
        """Returns an argument without the names of this machine's folders."""
        root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        for path, name in ((self.peers, "$PEERS"), (self.work, "$WORK"),
                           (os.environ.get("GWAGEO_HOME", root), "."), (root, "."),
                           (os.path.dirname(self.gsm8k), "$DATA"), (os.path.dirname(root), "..")):
            argument = argument.replace(path, name)
        return argument

    def items(self, count):
        """Returns a folder with `count` items and GSM8K's examples."""
        target = os.path.join(self.work, f"items-{count}")
        if not os.path.exists(os.path.join(target, "test.jsonl")):
            if count <= 1319:
                os.makedirs(target, exist_ok=True)
                shutil.copy(os.path.join(self.gsm8k, "train.jsonl"), target)
                with open(os.path.join(self.gsm8k, "test.jsonl"), encoding="utf-8") as file:
                    lines = file.readlines()[:count]
                with open(os.path.join(target, "test.jsonl"), "w", encoding="utf-8") as file:
                    file.writelines(lines)
            else:
                data.longer(self.gsm8k, target, count)
        return target

    def mock(self, folder, *arguments):
        endpoint = mock.Mock(
            "--gsm8k", os.path.join(folder, "test.jsonl"), "--right", "0.7", *arguments,
            processors=self.server)
        return endpoint

    def bodies(self, folder):
        rows = data.rows(os.path.join(folder, "test.jsonl"))[:200]
        return [{"model": "mock", "messages": data.messages(folder, row)} for row in rows]

    def warm(self, endpoint, folder):
        endpoint.warm(self.bodies(folder))

    def run(self, name, endpoint, spec, *, folder=None, resume=False, **options):
        """Runs one harness once; returns its row and its folder."""
        harness = self.harnesses[name]
        folder = folder or tempfile.mkdtemp(prefix=f"{name}-", dir=self.work)
        argv, environment = (harness.resume if resume else harness.command)(self.peers, spec, folder)
        before = endpoint.seconds()
        began = time.time()
        row = process.run(argv, env=environment, cwd=folder, processors=self.client,
                          log=os.path.join(folder, "log"), **options)
        row["mockSeconds"] = round(endpoint.seconds() - before, 2)
        others = row.pop("machineBusySeconds") - row["cpuSeconds"] - row["mockSeconds"]
        row["othersShare"] = round(max(0, others) / max(0.01, row["wallSeconds"]) / os.cpu_count(), 2)
        stats = endpoint.stats()
        row.update({
            "requests": stats["requests"], "connections": stats["connections"],
            "requestPhaseSeconds": round(stats["seconds"], 3), "promptsDigest": stats["promptsDigest"],
            "itemsDelivered": stats["itemsDelivered"], "itemsAgain": stats["itemsDeliveredAgain"],
            "meanInFlight": round(stats["meanInFlight"], 2), "mostInFlight": stats["mostInFlight"],
            "bytesIn": stats["bytesIn"],
            "firstRequestSeconds": round(stats["firstAt"] / 1000 - began, 3) if stats["firstAt"] else None,
        })
        try:
            row.update(harness.outcome(folder))
        except (OSError, ValueError, KeyError, IndexError) as problem:
            row.update({"score": None, "problem": repr(problem)})
        row["command"] = " ".join(self.anonymous(part) for part in argv)
        return row, folder


def median(rows, name):
    values = [row[name] for row in rows if row.get(name) is not None]
    return round(statistics.median(values), 3) if values else None


def spread(rows, name):
    values = [row[name] for row in rows if row.get(name) is not None]
    return [round(min(values), 3), round(max(values), 3)] if values else None


FIGURES = ("wallSeconds", "cpuSeconds", "firstRequestSeconds", "requestPhaseSeconds", "peakMiB", "othersShare")


def summary(runs):
    """Returns one row of several runs: medians, with lowest and highest."""
    row = {name: runs[-1].get(name) for name in (
        "requests", "connections", "promptsDigest", "itemsDelivered", "itemsAgain", "score", "exit",
        "bytesIn", "command")}
    for name in FIGURES:
        row[name] = median(runs, name)
        row[name + "Range"] = spread(runs, name)
    row["runs"] = len(runs)
    return row


def client(bench):
    """Whole command: 1,319 items, five examples, no delay, 32 at once."""
    rows = []
    folder = bench.items(1319)
    with bench.mock(folder, "--no-timings") as endpoint:
        bench.warm(endpoint, folder)
        expected = endpoint.expected()
        runs = {name: [] for name in bench.harnesses}
        for _ in range(bench.repeats):
            for name in bench.harnesses:
                endpoint.reset()
                row, _ = bench.run(name, endpoint, Spec(endpoint.base, folder, 32))
                runs[name].append(row)
                print(f"  client {name}: {row['wallSeconds']} s, cpu {row['cpuSeconds']} s, score {row['score']}", flush=True)
        for name, measured in runs.items():
            row = summary(measured)
            row.update({
                "harness": name, "items": 1319, "expected": expected["right"] / expected["items"],
                "cpuMillisPerRequest": round(1000 * row["cpuSeconds"] / max(1, row["requests"]), 3),
                "requestsPerSecond": round(row["requests"] / row["requestPhaseSeconds"]) if row["requestPhaseSeconds"] else None,
            })
            rows.append(row)
    return rows


WRK = """
local bodies = {}
for line in io.lines(os.getenv("BODIES")) do
  bodies[#bodies + 1] = wrk.format("POST", "/v1/chat/completions", {["Content-Type"] = "application/json"}, line)
end
local i = 0
request = function() i = i + 1; return bodies[(i % #bodies) + 1] end
"""


def capacity(bench, seconds=8):
    """What the endpoint itself can do: wrk sends the same five-shot prompts from the client's processor."""
    if not shutil.which("wrk"):
        raise SystemExit("capacity: wrk is not installed (Debian: apt-get install wrk)")
    folder = bench.items(1319)
    bodies = os.path.join(bench.work, "bodies.jsonl")
    with open(bodies, "w", encoding="utf-8") as file:
        for item in data.rows(os.path.join(folder, "test.jsonl")):
            body = {"model": "mock", "messages": data.messages(folder, item), "temperature": 0,
                    "max_tokens": 256, "stop": ["Question:", "</s>", "<|im_end|>"], "seed": 1234}
            file.write(json.dumps(body) + "\n")
    script = os.path.join(bench.work, "wrk.lua")
    with open(script, "w", encoding="utf-8") as file:
        file.write(WRK)
    rows = []
    with bench.mock(folder, "--no-timings") as endpoint:
        for level in (32, 32, 64, 256):
            endpoint.reset()
            before = endpoint.seconds()
            row = process.run(
                ["wrk", "-t1", f"-c{level}", f"-d{seconds}s", "-s", script, endpoint.root],
                env={"BODIES": bodies}, processors=bench.client, log=os.path.join(bench.work, "wrk.log"))
            used = endpoint.seconds() - before
            stats = endpoint.stats()
            others = row["machineBusySeconds"] - row["cpuSeconds"] - used
            rows.append({
                "harness": "wrk", "concurrency": level, "requests": stats["requests"],
                "requestsPerSecond": round(stats["requests"] / stats["seconds"]),
                "mockMicrosPerRequest": round(1e6 * used / stats["requests"], 1),
                "requestsPerMockSecond": round(stats["requests"] / used),
                "othersShare": round(max(0, others) / row["wallSeconds"] / os.cpu_count(), 2),
            })
            print(f"  capacity {rows[-1]}", flush=True)
    return rows[1:]


def start(bench):
    """Cold start: from the command to the first request, of a run of 32 items."""
    rows = []
    folder = bench.items(32)
    with bench.mock(folder, "--no-timings") as endpoint:
        bench.warm(endpoint, folder)
        runs = {name: [] for name in bench.harnesses}
        for _ in range(max(3, bench.repeats)):
            for name in bench.harnesses:
                endpoint.reset()
                runs[name].append(bench.run(name, endpoint, Spec(endpoint.base, folder, 8))[0])
                print(f"  start {name}: first request after {runs[name][-1]['firstRequestSeconds']} s", flush=True)
        for name, measured in runs.items():
            rows.append({"harness": name, **summary(measured)})
    return rows


def long(bench, count=22419):
    """Whole command: 22,419 items, five examples, no delay, 128 at once."""
    rows = []
    folder = bench.items(count)
    with bench.mock(folder, "--no-timings") as endpoint:
        bench.warm(endpoint, folder)
        expected = endpoint.expected()
        for name in bench.harnesses:
            endpoint.reset()
            row, _ = bench.run(name, endpoint, Spec(endpoint.base, folder, 128))
            row.update({"harness": name, "items": count, "expected": expected["right"] / expected["items"]})
            row["memory"] = thinned(row["memory"])
            rows.append(row)
            print(f"  long {name}: {row['wallSeconds']} s, cpu {row['cpuSeconds']} s, {row['peakMiB']} MiB, score {row['score']}", flush=True)
    return rows


def thinned(samples, most=60):
    step = max(1, len(samples) // most)
    return samples[::step]


def memory(bench):
    """Peak memory at 1,000, 5,000 and 20,000 items, and its slope."""
    rows = []
    for name in bench.harnesses:
        peaks = []
        for count in (1000, 5000, 20000):
            folder = bench.items(count)
            with bench.mock(folder, "--no-timings") as endpoint:
                row, _ = bench.run(name, endpoint, Spec(endpoint.base, folder, 64))
            peaks.append((count, row["peakMiB"], row["score"]))
            print(f"  memory {name}: {count} items, {row['peakMiB']} MiB", flush=True)
        slope = (peaks[-1][1] - peaks[0][1]) / (peaks[-1][0] - peaks[0][0]) * 10000
        rows.append({"harness": name, "peaks": peaks, "mibPer10000Items": round(slope, 1)})
    return rows


def million(bench, count=1_000_000, heap=256):
    """1,000,000 items with a heap of 256 MiB: Gwageo only, other harnesses would take hours."""
    if "gwageo" not in bench.harnesses:
        return []
    folder = os.path.join(bench.work, f"short-{count}")
    os.makedirs(folder)
    shutil.copy(os.path.join(bench.gsm8k, "train.jsonl"), folder)
    with open(os.path.join(folder, "test.jsonl"), "w", encoding="utf-8") as file:
        for i in range(count):
            one, other = i % 997, i % 89
            row = {"question": f"Sheet {i}: what is {one} + {other}?",
                   "answer": f"It is the sum.\n#### {one + other}"}
            file.write(json.dumps(row) + "\n")
    with bench.mock(folder, "--no-timings") as endpoint:
        expected = endpoint.expected()
        os.environ["JDK_JAVA_OPTIONS"] = f"-Xmx{heap}m"
        try:
            row, _ = bench.run("gwageo", endpoint, Spec(endpoint.base, folder, 64), limit=7200, every=1)
        finally:
            del os.environ["JDK_JAVA_OPTIONS"]
    row.pop("memory", None)
    row.update({"harness": "gwageo", "items": count, "heapMiB": heap, "expected": expected["right"] / expected["items"]})
    print(f"  million gwageo: {row['wallSeconds']} s, cpu {row['cpuSeconds']} s, {row['peakMiB']} MiB", flush=True)
    return [row]


def efficiency(bench, settings=((50, 20), (1000, 3)), levels=(8, 32, 128, 512, 2048)):
    """Requests in flight at the endpoint over those allowed, where each reply takes a fixed time."""
    rows = []
    for millis, rounds in settings:
        for level in levels:
            count = min(max(64, rounds * level), 6144)
            folder = bench.items(count)
            with bench.mock(folder, "--no-timings", "--ttft", str(millis)) as endpoint:
                for name in bench.harnesses:
                    endpoint.reset()
                    row, _ = bench.run(name, endpoint, Spec(endpoint.base, folder, level), limit=400)
                    ideal = count * millis / 1000 / level
                    phase = row["requestPhaseSeconds"]
                    rows.append({
                        "harness": name, "latencyMillis": millis, "concurrency": level, "items": count,
                        "idealSeconds": round(ideal, 2), "requestPhaseSeconds": phase,
                        "efficiency": round(ideal / phase, 3) if phase else None,
                        "mostInFlight": row["mostInFlight"], "meanInFlight": row["meanInFlight"],
                        "wallSeconds": row["wallSeconds"], "cpuSeconds": row["cpuSeconds"],
                        "othersShare": row["othersShare"], "score": row["score"],
                        "timedOut": row["timedOut"],
                    })
                    print(f"  efficiency {name}: {millis} ms x {level}: {rows[-1]['efficiency']} (phase {phase} s, ideal {ideal:.2f} s)", flush=True)
    return rows


FAULTS = (
    # name, faults, whether a careful client still gets every answer, stream
    ("none", [], True, False),
    ("429, seconds", ["429:share=0.1,retry-after=1"], True, False),
    ("429, date", ["429-date:share=0.1,retry-after=1"], True, False),
    ("500 once", ["500:share=0.1"], True, False),
    ("502 once", ["502:share=0.1"], True, False),
    ("503 with Retry-After", ["503:share=0.1,retry-after=1"], True, False),
    ("reset before the reply", ["reset-before:share=0.1"], True, False),
    ("reset after the headers", ["reset-after:share=0.1"], True, False),
    ("cut in the middle", ["cut:share=0.1"], True, False),
    ("silence for 8 s", ["stall:share=0.05,time=8"], True, False),
    ("silence in the middle", ["stall-midway:share=0.05,time=8"], True, False),
    ("broken JSON once", ["truncated-json:share=0.1"], True, False),
    ("no JSON once", ["garbage:share=0.1"], True, False),
    ("slow drops", ["slow-loris:share=0.05,time=2"], True, False),
    ("no usage", ["no-usage:share=0.5,occurrences=0"], True, False),
    ("400 for some for ever", ["400:share=0.05,occurrences=0"], False, False),
    ("413 for some for ever", ["413:share=0.05,occurrences=0"], False, False),
    ("429 for some for ever", ["429:share=0.05,occurrences=0"], False, False),
    ("500 for some for ever", ["500:share=0.05,occurrences=0"], False, False),
    ("content filter", ["filter:share=0.05,occurrences=0"], False, False),
    ("content filter as 400", ["filter-400:share=0.05,occurrences=0"], False, False),
    ("length limit", ["length:share=0.05,occurrences=0"], False, False),
    ("empty text", ["empty:share=0.05,occurrences=0"], False, False),
    ("content null", ["null-content:share=0.05,occurrences=0"], False, False),
    ("401 after a key's rotation", ["401:after=40,occurrences=0"], None, False),
    ("stream, cut in the middle", ["cut:share=0.1"], True, True),
    ("stream, error inside", ["stream-error:share=0.1"], True, True),
    ("stream, no [DONE]", ["no-done:share=0.5,occurrences=0"], True, True),
    ("stream, doubled token", ["duplicate-chunk:share=0.1"], True, True),
    ("stream, doubled events", ["duplicate-event:share=0.1"], True, True),
    ("stream, silence in the middle", ["stall-midway:share=0.05,time=8"], True, True),
)


def verdict(row, expected, recoverable):
    """Says in a word what became of the score."""
    items = expected["items"]
    score = row["score"]
    if row["timedOut"]:
        return "hangs"
    if score is None:
        return "no score"
    if recoverable:
        right = {expected["right"] / items: "right"}
        if expected["faults"]:
            met = expected["faults"][0]
            right.setdefault(met["rightOfOthers"] / items, "lost, counted as wrong")
            right.setdefault(met["rightOfOthers"] / max(1, items - met["met"]), "lost, left out")
    elif recoverable is None:
        return "a score of what was answered" if row.get("unanswered") else "a score, silently"
    else:
        met = expected["faults"][0]
        right = {
            met["rightOfOthers"] / items: "right (counted as wrong)",
            met["rightOfOthers"] / max(1, items - met["met"]): "right (left out)",
        }
    for value, word in right.items():
        if abs(value - score) < 6e-5:
            return word
    return "wrong score"


def failures(bench, count=100):
    """What each fault does to the score, which is known in advance."""
    rows = []
    folder = bench.items(count)
    for label, faults, recoverable, stream in FAULTS:
        if bench.only and bench.only not in label:
            continue
        arguments = [part for fault in faults for part in ("--fault", fault)]
        with bench.mock(folder, *arguments) as endpoint:
            expected = endpoint.expected()
            for name in bench.harnesses:
                if stream and name not in ("gwageo", "evalscope"):
                    continue
                endpoint.reset()
                spec = Spec(endpoint.base, folder, 16, timeout=5, stream=stream)
                row, _ = bench.run(name, endpoint, spec, limit=90)
                rows.append({
                    "harness": name, "fault": label, "schedule": faults, "stream": stream,
                    "expected": expected, "score": row["score"], "unanswered": row.get("unanswered"),
                    "verdict": verdict(row, expected, recoverable), "exit": row["exit"],
                    "requests": row["requests"], "itemsDelivered": row["itemsDelivered"],
                    "itemsAgain": row["itemsAgain"], "wallSeconds": row["wallSeconds"],
                    "cpuSeconds": row["cpuSeconds"],
                })
                print(f"  failures {name}, {label}: {rows[-1]['verdict']} ({row['score']}, {row['wallSeconds']} s)", flush=True)
    return rows


def resume(bench, count=600):
    """kill -9 after a part of the answers, then the harness's way of continuing."""
    rows = []
    folder = bench.items(count)
    for part in (0.1, 0.5, 0.9):
        with bench.mock(folder, "--ttft", "40") as endpoint:
            expected = endpoint.expected()
            for name, harness in bench.harnesses.items():
                if not hasattr(harness, "resume"):
                    continue
                endpoint.reset()
                spec = Spec(endpoint.base, folder, 8, resume=True)
                enough = part * count
                row, place = bench.run(
                    name, endpoint, spec, kill_when=lambda: endpoint.stats()["delivered"] >= enough)
                killed_at = row["itemsDelivered"]
                asked = row["requests"]
                again, _ = bench.run(name, endpoint, spec, folder=place, resume=True, limit=300)
                rows.append({
                    "harness": name, "part": part, "items": count, "killed": row["killed"],
                    "deliveredBeforeKill": killed_at, "requestsAfter": again["requests"] - asked,
                    "askedAgain": again["requests"] - asked - (count - killed_at),
                    "score": again["score"], "expected": expected["right"] / expected["items"],
                    "wallSeconds": again["wallSeconds"], "exit": again["exit"],
                })
                print(f"  resume {name} at {part}: {rows[-1]['askedAgain']} asked again, score {again['score']}", flush=True)
    return rows


def latency(bench, levels=(4, 32), early=400):
    """Error of the time to the first token against the endpoint's own books; streaming.

    The endpoint notes by the machine's clock when the first token left: how late a client sees it is the
    client's alone. The duration differs by what the endpoint needs, besides, until it looks at a request
    that has arrived. The first replies of a process that has just started stand for themselves as well."""
    rows = []
    for level in levels:
        folder = bench.items(max(early, 50 * level))
        with bench.mock(folder, "--ttft", "30", "--ttft-sigma", "0.3", "--gap", "15",
                        "--words", "12") as endpoint:
            for name, harness in bench.harnesses.items():
                if not hasattr(harness, "first_token_errors"):
                    continue
                # A cold endpoint notes a first token long before it leaves; real ones are warm.
                endpoint.warm_streams(4 * bench.bodies(folder))
                row, place = bench.run(name, endpoint, Spec(endpoint.base, folder, level, stream=True), limit=600)
                truth = endpoint.page("timings")
                errors = harness.first_token_errors(place, truth)
                late, off = (sorted(abs(pair[i]) for pair in errors) for i in (0, 1))
                first = sorted(abs(pair[0]) for pair in errors[:early])
                rows.append({
                    "harness": name, "concurrency": level, "requests": row["requests"], "score": row["score"],
                    "matched": len(errors), "clientShare": round(row["cpuSeconds"] / row["wallSeconds"], 2),
                    "othersShare": row["othersShare"], "wallSeconds": row["wallSeconds"],
                    **{f"{kind}P{p}Micros": values[min(len(values) - 1, int(len(values) * p / 100))] if values else None
                       for kind, values in (("late", late), ("early", first), ("off", off)) for p in (50, 90, 99)},
                })
                print(f"  latency {name} x {level}: {rows[-1]}", flush=True)
    return rows


SUITES = {
    "capacity": capacity, "client": client, "start": start, "long": long, "memory": memory,
    "million": million, "efficiency": efficiency,
    "failures": failures, "resume": resume, "latency": latency,
}
