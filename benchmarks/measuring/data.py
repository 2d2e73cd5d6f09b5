"""The items that are asked: GSM8K's 1,319 test questions, or a longer list made of them."""

import json
import os


def folder(root):
    """Returns the folder that holds GSM8K's train.jsonl and test.jsonl."""
    for candidate in (os.environ.get("GSM8K"), os.path.join(root, "..", "shared", "data", "gsm8k")):
        if candidate and os.path.exists(os.path.join(candidate, "test.jsonl")):
            return os.path.abspath(candidate)
    raise SystemExit(
        "benchmarks: GSM8K's train.jsonl and test.jsonl are not there; set GSM8K to their folder"
    )


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def longer(source, target, count):
    """Writes a folder with the same examples and `count` test questions, each of them different."""
    os.makedirs(target, exist_ok=True)
    train = os.path.join(target, "train.jsonl")
    with open(os.path.join(source, "train.jsonl"), "rb") as file, open(train, "wb") as copy:
        copy.write(file.read())
    items = rows(os.path.join(source, "test.jsonl"))
    with open(os.path.join(target, "test.jsonl"), "w", encoding="utf-8") as file:
        for i in range(count):
            item = dict(items[i % len(items)])
            item["question"] = f"(Sheet {i // len(items) + 1}, line {i + 1}) {item['question']}"
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return target


def messages(data, item):
    """Returns the messages of a five-shot question, for a warm-up."""
    said = []
    for row in rows(os.path.join(data, "train.jsonl"))[:5]:
        said.append({"role": "user", "content": f"Question: {row['question']}\nAnswer:"})
        said.append({"role": "assistant", "content": row["answer"]})
    said.append({"role": "user", "content": f"Question: {item['question']}\nAnswer:"})
    return said
