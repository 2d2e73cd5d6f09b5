"""lighteval through LiteLLM: its GSM8K prompt and metric, read from files."""

import glob
import json
import os
import subprocess

NAME = "lighteval"
TASK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tasks", "lighteval_gsm8k.py")


def version(peers):
    return subprocess.run(
        [os.path.join(peers, "lighteval", "bin", "python"), "-c",
         "from importlib.metadata import version; print(version('lighteval'))"],
        capture_output=True, text=True).stdout.strip()


def command(peers, spec, folder):
    # At every start it downloads weights of a task that is not run, unless a file is there.
    for tasks in glob.glob(os.path.join(peers, "lighteval/lib/*/site-packages/lighteval/tasks/tasks")):
        with open(os.path.join(tasks, "tinyBenchmarks.pkl"), "ab"):
            pass
    data = os.path.join(folder, "data")
    os.makedirs(data, exist_ok=True)
    for name in ("train", "test"):
        target = os.path.join(data, f"{name}.jsonl")
        if not os.path.exists(target):
            os.symlink(os.path.join(spec.data, f"{name}.jsonl"), target)
    settings = os.path.join(folder, "model.yaml")
    with open(settings, "w", encoding="utf-8") as file:
        file.write(
            "model_parameters:\n  model_name: openai/mock\n  provider: openai\n"
            f"  base_url: {spec.base}\n  api_key: none\n  concurrent_requests: {spec.concurrency}\n"
            f"  timeout: {spec.timeout}\n"
            "  generation_parameters:\n    temperature: 0.0\n    max_new_tokens: 256\n"
        )
    argv = [
        os.path.join(peers, "lighteval", "bin", "lighteval"), "endpoint", "litellm", settings,
        "gsm8k_files|5", "--custom-tasks", TASK, "--output-dir", os.path.join(folder, "out"),
    ]
    if spec.limit:
        argv += ["--max-samples", str(spec.limit)]
    return argv, {
        "GSM8K": data, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1",
        "HF_HOME": os.path.join(folder, "cache"), "LITELLM_LOCAL_MODEL_COST_MAP": "True",
        "OPENAI_API_KEY": "none", "TQDM_DISABLE": "1",
    }


def outcome(folder):
    files = glob.glob(os.path.join(folder, "out", "results", "**", "results_*.json"), recursive=True)
    if not files:
        return {"score": None}
    with open(max(files, key=os.path.getmtime), encoding="utf-8") as file:
        results = json.load(file)["results"]
    metrics = results["all"]
    names = [name for name in metrics if not name.endswith("_stderr")]
    return {"score": metrics[names[0]] if names else None, "metric": names[0] if names else None}
