"""lm-evaluation-harness: its own GSM8K task, read from files instead of a hub."""

import glob
import json
import os
import subprocess

NAME = "lm-evaluation-harness"


def program(peers):
    return os.path.join(peers, "lmeval", "bin", "lm_eval")


def version(peers):
    return subprocess.run(
        [os.path.join(peers, "lmeval", "bin", "python"), "-c",
         "from importlib.metadata import version; print(version('lm-eval'))"],
        capture_output=True, text=True).stdout.strip()


def command(peers, spec, folder):
    task = glob.glob(os.path.join(peers, "lmeval/lib/*/site-packages/lm_eval/tasks/gsm8k/gsm8k.yaml"))[0]
    yaml = os.path.join(folder, "gsm8k_files.yaml")
    with open(yaml, "w", encoding="utf-8") as file:
        file.write(f"include: {task}\ntask: gsm8k_files\ndataset_path: json\ndataset_name: null\n")
        file.write("dataset_kwargs:\n  data_files:\n")
        file.write(f"    train: {spec.data}/train.jsonl\n    test: {spec.data}/test.jsonl\n")
    argv = [
        program(peers), "run", "--model", "local-chat-completions",
        "--model_args",
        f"model=mock,base_url={spec.base}/chat/completions,num_concurrent={spec.concurrency},"
        f"timeout={spec.timeout},max_retries=3,eos_string=</s>",
        "--tasks", yaml, "--apply_chat_template", "--fewshot_as_multiturn", "true",
        "--output_path", os.path.join(folder, "out"),
    ]
    if spec.limit:
        argv += ["--limit", str(spec.limit)]
    if spec.resume:
        argv += ["--use_cache", os.path.join(folder, "cache")]
    return argv, {
        "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "OPENAI_API_KEY": "none",
        "HF_HOME": os.path.join(peers, "cache"), "TOKENIZERS_PARALLELISM": "false",
    }


def outcome(folder):
    files = glob.glob(os.path.join(folder, "out", "**", "results_*.json"), recursive=True)
    if not files:
        return {"score": None}
    with open(max(files, key=os.path.getmtime), encoding="utf-8") as file:
        result = json.load(file)["results"]["gsm8k_files"]
    return {"score": result["exact_match,strict-match"]}


def resume(peers, spec, folder):
    """The same command: with --use_cache it can find the answers of an earlier run."""
    return command(peers, spec, folder)
