"""Inspect: a task of ours with the same messages, Inspect's own numeric match."""

import glob
import json
import os
import shutil
import subprocess

NAME = "Inspect"
TASK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tasks", "inspect_gsm8k.py")


def python(peers):
    return os.path.join(peers, "inspect", "bin", "python")


def version(peers):
    return subprocess.run(
        [python(peers), "-c", "from importlib.metadata import version; print(version('inspect_ai'))"],
        capture_output=True, text=True).stdout.strip()


def command(peers, spec, folder):
    # Inspect takes a task's file only by a relative name.
    shutil.copy(TASK, folder)
    argv = [
        os.path.join(peers, "inspect", "bin", "inspect"), "eval", os.path.basename(TASK),
        "--model", "openai-api/mock/mock", "--max-connections", str(spec.concurrency),
        "--max-samples", str(max(spec.concurrency, 10)), "--display", "none",
        "--log-dir", os.path.join(folder, "logs"), "--log-format", "json", "--max-retries", "3",
        "--timeout", str(spec.timeout),
    ]
    if spec.limit:
        argv += ["--limit", str(spec.limit)]
    return argv, {
        "MOCK_BASE_URL": spec.base, "MOCK_API_KEY": "none", "GSM8K": spec.data,
    }


def outcome(folder):
    files = glob.glob(os.path.join(folder, "logs", "*.json"))
    files = [file for file in files if "logs.json" not in file]
    if not files:
        return {"score": None}
    with open(max(files, key=os.path.getmtime), encoding="utf-8") as file:
        log = json.load(file)
    if log.get("status") != "success" or not log.get("results"):
        return {"score": None, "status": log.get("status")}
    metrics = log["results"]["scores"][0]["metrics"]
    return {"score": metrics["accuracy"]["value"], "status": "success"}


def resume(peers, spec, folder):
    """eval-retry with the log of the run that was stopped; a new run when there is no log."""
    logs = [file for file in glob.glob(os.path.join(folder, "logs", "*.json")) if "logs.json" not in file]
    if not logs:
        return command(peers, spec, folder)
    _, environment = command(peers, spec, folder)
    log = os.path.join("logs", os.path.basename(max(logs, key=os.path.getmtime)))
    return [os.path.join(peers, "inspect", "bin", "inspect"), "eval-retry", log,
            "--max-connections", str(spec.concurrency), "--log-dir", os.path.join(folder, "logs")], environment
