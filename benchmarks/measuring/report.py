"""Writes the tables of README.md from the results."""

import json
import os
import re

NAMES = {
    "gwageo": "**Gwageo**", "lmeval": "lm-evaluation-harness", "inspect": "Inspect",
    "evalscope": "EvalScope", "lighteval": "lighteval", "promptfoo": "promptfoo",
    "guidellm": "guidellm", "wrk": "wrk",
}
ORDER = list(NAMES)


def load(home, suite):
    path = os.path.join(home, "results", f"{suite}.json")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("---" if i == 0 else "---:" for i in range(len(head))) + "|"]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]


def number(value, digits=1):
    if value is None:
        return "–"
    return f"{value:,.{digits}f}"


def spread(row, name, digits=1):
    low, high = row.get(name + "Range") or (None, None)
    if low is None:
        return "–"
    return f"{number(row[name], digits)} ({number(low, digits)}–{number(high, digits)})"


def ordered(document):
    return sorted(document["rows"], key=lambda row: ORDER.index(row["harness"]))


def score(row):
    if row.get("score") is None:
        return "none"
    expected = row.get("expected")
    right = expected is not None and abs(row["score"] - expected) < 6e-5
    return f"{row['score']:.4f}" + ("" if right or expected is None else f" (wrong: {expected:.4f})")


def client(document):
    return table(
        ["harness", "CPU s", "wall s", "CPU ms per request", "requests/s while asking", "peak MiB", "connections", "score", "others' share of the machine"],
        [[NAMES[row["harness"]], spread(row, "cpuSeconds"), spread(row, "wallSeconds"),
          number(row["cpuMillisPerRequest"], 2), number(row["requestsPerSecond"], 0), number(row["peakMiB"], 0),
          row["connections"], score(row), number(row["othersShare"], 2)] for row in ordered(document)])


def capacity(document):
    return table(
        ["connections", "requests/s", "endpoint's µs per request", "requests per second of the endpoint's CPU", "others' share"],
        [[row["concurrency"], number(row["requestsPerSecond"], 0), row["mockMicrosPerRequest"],
          number(row["requestsPerMockSecond"], 0), number(row["othersShare"], 2)] for row in document["rows"]])


def start(document):
    return table(
        ["harness", "first request after s", "CPU s in all", "others' share"],
        [[NAMES[row["harness"]], spread(row, "firstRequestSeconds", 2), number(row["cpuSeconds"], 1),
          number(row["othersShare"], 2)] for row in ordered(document)])


def long(document):
    return table(
        ["harness", "items", "CPU s", "wall s", "requests phase s", "peak MiB", "score", "others' share"],
        [[NAMES[row["harness"]], f"{row['items']:,}", number(row["cpuSeconds"]), number(row["wallSeconds"]),
          number(row["requestPhaseSeconds"]), number(row["peakMiB"], 0), score(row), number(row["othersShare"], 2)]
         for row in ordered(document)])


def memory(document):
    sizes = [count for count, _, _ in document["rows"][0]["peaks"]] if document["rows"] else []
    return table(
        ["harness"] + [f"peak MiB at {count:,} items" for count in sizes] + ["MiB for 10,000 items more"],
        [[NAMES[row["harness"]]] + [number(peak, 0) for _, peak, _ in row["peaks"]] + [number(row["mibPer10000Items"], 0)]
         for row in ordered(document)])


def million(document):
    return table(
        ["harness", "items", "heap MiB", "peak MiB in all", "CPU s", "wall s", "score", "others' share"],
        [[NAMES[row["harness"]], f"{row['items']:,}", row["heapMiB"], number(row["peakMiB"], 0), number(row["cpuSeconds"]),
          number(row["wallSeconds"]), score(row), number(row["othersShare"], 2)]
         for row in ordered(document)])


def efficiency(document):
    levels = sorted({row["concurrency"] for row in document["rows"]})
    latencies = sorted({row["latencyMillis"] for row in document["rows"]})
    rows = []
    for name in ORDER:
        for millis in latencies:
            found = {row["concurrency"]: row for row in document["rows"]
                     if row["harness"] == name and row["latencyMillis"] == millis}
            if found:
                rows.append([NAMES[name], f"{millis:,} ms"] + [
                    "–" if level not in found or found[level]["efficiency"] is None
                    else f"{100 * found[level]['efficiency']:.0f} %" for level in levels])
    return table(["harness", "reply takes"] + [f"{level:,} at once" for level in levels], rows)


def failures(document):
    names = [name for name in ORDER if any(row["harness"] == name for row in document["rows"])]
    labels = list(dict.fromkeys(row["fault"] for row in document["rows"]))
    rows = []
    for label in labels:
        cells = [label]
        for name in names:
            found = [row for row in document["rows"] if row["fault"] == label and row["harness"] == name]
            if not found:
                cells.append("–")
                continue
            row = found[0]
            unanswered = row.get("unanswered") or {}
            told = ", ".join(f"{kind} {count}" for kind, count in unanswered.items() if count)
            cells.append(row["verdict"] + (f"; {told}" if told else "") + f" ({row['wallSeconds']:.0f} s)")
        rows.append(cells)
    return table(["fault"] + [NAMES[name] for name in names], rows)


def resume(document):
    return table(
        ["harness", "killed at", "delivered before", "asked again", "score after", "s of the second run"],
        [[NAMES[row["harness"]], f"{100 * row['part']:.0f} %", row["deliveredBeforeKill"], row["askedAgain"],
          score(row), number(row["wallSeconds"], 1)] for row in ordered(document)])


def latency(document):
    return table(
        ["harness", "at once", "matched", "seen late by p50 µs", "p90 µs", "p99 µs", "p99 of the first 400", "duration differs by p50 µs",
         "p90 µs", "p99 µs", "client's CPU share", "others' share"],
        [[NAMES[row["harness"]], row["concurrency"], row["matched"]]
         + [number(row.get(field + "Micros"), 0) for field in (
             "lateP50", "lateP90", "lateP99", "earlyP99", "offP50", "offP90", "offP99")]
         + [number(row["clientShare"], 2),
          number(row["othersShare"], 2)] for row in ordered(document)])


def real_model(document):
    return table(
        ["task", "stream", "items", "scored", "unanswered", "score", "requests", "retries", "same bytes again", "s"],
        [[row["task"], row["stream"], row.get("items"), row.get("scored"), row.get("unanswered") or "–",
          number(row["metrics"][0]["value"], 3) if row.get("metrics") else "none", row.get("requests"),
          row.get("retries"), "yes" if row.get("scoresAgainToTheSame") else "no", number(row["wallSeconds"])]
         for row in document["rows"]])


TABLES = {
    "real-model": real_model,
    "capacity": capacity, "client": client, "start": start, "long": long, "memory": memory,
    "million": million,
    "efficiency": efficiency, "failures": failures, "resume": resume, "latency": latency,
}


def machine(document):
    seen = document["machine"]
    versions = ", ".join(f"{NAMES.get(name, name).strip('*')} {version}" for name, version in sorted(document["versions"].items()))
    return (f"{seen['processor']}, {seen['processors']} processors, {seen['memoryMiB']:,} MiB, Linux {seen['kernel']}; "
            f"{seen['java']}{'; ' + versions if versions else ''}. `{document['command']}`")


def write(home):
    path = os.path.join(home, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for suite, make in TABLES.items():
        document = load(home, suite)
        if document is None or not document["rows"]:
            continue
        block = "\n".join(make(document) + ["", machine(document)])
        text = re.sub(
            rf"<!-- {suite} -->.*?<!-- /{suite} -->",
            lambda _: f"<!-- {suite} -->\n{block}\n<!-- /{suite} -->", text, flags=re.S)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
