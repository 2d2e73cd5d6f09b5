"""promptfoo: the same messages as a chat prompt, the answer checked by an assertion."""

import json
import os
import subprocess

NAME = "promptfoo"


def program(peers):
    return os.path.join(peers, "promptfoo", "node_modules", ".bin", "promptfoo")


def version(peers):
    with open(os.path.join(peers, "promptfoo", "node_modules", "promptfoo", "package.json"),
              encoding="utf-8") as file:
        return json.load(file)["version"]


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def command(peers, spec, folder):
    said = []
    for row in rows(os.path.join(spec.data, "train.jsonl"))[:5]:
        said.append({"role": "user", "content": f"Question: {row['question']}\nAnswer:"})
        said.append({"role": "assistant", "content": row["answer"]})
    said.append({"role": "user", "content": "Question: {{question}}\nAnswer:"})
    with open(os.path.join(folder, "prompt.json"), "w", encoding="utf-8") as file:
        json.dump(said, file)
    items = rows(os.path.join(spec.data, "test.jsonl"))
    if spec.limit:
        items = items[: spec.limit]
    config = {
        "prompts": ["file://prompt.json"],
        "providers": [{
            "id": "openai:chat:mock",
            "config": {"apiBaseUrl": spec.base, "apiKey": "none", "temperature": 0,
                       "max_tokens": 256, "stop": ["Question:", "</s>"]},
        }],
        "tests": [{
            "vars": {"question": row["question"]},
            "assert": [{"type": "javascript", "value":
                        "(output.match(/#### (-?[0-9.,]+)/) || [])[1] === '"
                        + row["answer"].split("####")[-1].strip().replace("'", "") + "'"}],
        } for row in items],
    }
    with open(os.path.join(folder, "promptfooconfig.json"), "w", encoding="utf-8") as file:
        json.dump(config, file)
    argv = [
        program(peers), "eval", "-c", "promptfooconfig.json", "-j", str(spec.concurrency),
        "--no-cache", "--no-progress-bar", "--no-table", "--no-share", "--no-write",
        "-o", os.path.join(folder, "out.json"),
    ]
    return argv, {
        "PROMPTFOO_CONFIG_DIR": os.path.join(folder, "home"), "PROMPTFOO_DISABLE_TELEMETRY": "1",
        "PROMPTFOO_DISABLE_UPDATE": "1", "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
        "REQUEST_TIMEOUT_MS": str(spec.timeout * 1000),
    }


def outcome(folder):
    path = os.path.join(folder, "out.json")
    if not os.path.exists(path):
        return {"score": None}
    with open(path, encoding="utf-8") as file:
        stats = json.load(file)["results"]["stats"]
    asked = stats["successes"] + stats["failures"] + stats["errors"]
    return {"score": stats["successes"] / asked if asked else None, "errors": stats["errors"]}
