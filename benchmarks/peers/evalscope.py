"""EvalScope: its own GSM8K benchmark from local files, four examples as it is defined."""

import glob
import json
import os
import subprocess

NAME = "EvalScope"


def version(peers):
    return subprocess.run(
        [os.path.join(peers, "evalscope", "bin", "python"), "-c",
         "from importlib.metadata import version; print(version('evalscope'))"],
        capture_output=True, text=True).stdout.strip()


def command(peers, spec, folder):
    data = os.path.join(folder, "data")
    os.makedirs(data, exist_ok=True)
    for name in ("train", "test"):
        target = os.path.join(data, f"{name}.jsonl")
        if not os.path.exists(target):
            os.symlink(os.path.join(spec.data, f"{name}.jsonl"), target)
    settings = {"temperature": 0.0, "max_tokens": 256, "timeout": spec.timeout}
    if spec.stream:
        settings["stream"] = True
    argv = [
        os.path.join(peers, "evalscope", "bin", "evalscope"), "eval",
        "--model", "mock", "--api-url", spec.base, "--api-key", "none", "--eval-type", "openai_api",
        "--datasets", "gsm8k",
        "--dataset-args", json.dumps({"gsm8k": {"dataset_id": data, "few_shot_num": 4, "subset_list": ["default"]}}),
        "--eval-batch-size", str(spec.concurrency),
        "--generation-config", json.dumps(settings),
        "--work-dir", os.path.join(folder, "out"), "--no-timestamp",
    ]
    if spec.limit:
        argv += ["--limit", str(spec.limit)]
    return argv, {"MODELSCOPE_CACHE": os.path.join(peers, "cache"), "HF_HUB_OFFLINE": "1"}


def outcome(folder):
    files = glob.glob(os.path.join(folder, "out", "reports", "**", "gsm8k.json"), recursive=True)
    if not files:
        return {"score": None}
    with open(max(files, key=os.path.getmtime), encoding="utf-8") as file:
        metrics = json.load(file)["metrics"]
    return {"score": metrics[0]["score"], "scored": metrics[0]["num"]}


def resume(peers, spec, folder):
    """--use-cache with the folder of the run that was stopped."""
    argv, environment = command(peers, spec, folder)
    return argv + ["--use-cache", os.path.join(folder, "out")], environment


def first_token_errors(folder, truth):
    """Returns |measured - true| in microseconds, requests matched by the reply's id."""
    true = {f"chatcmpl-{row['number']}": row["firstMicros"] for row in truth}
    errors = []
    for path in glob.glob(os.path.join(folder, "out", "predictions", "**", "*.jsonl"), recursive=True):
        with open(path, encoding="utf-8") as file:
            for line in file:
                output = json.loads(line)["model_output"]
                measured = (output.get("perf_metrics") or {}).get("ttft")
                if measured is not None and output["id"] in true:
                    errors.append(abs(1e6 * measured - true[output["id"]]))
    return errors
