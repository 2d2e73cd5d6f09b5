"""GSM8K for Inspect with the same messages as the other harnesses: five worked examples, then the question."""

import json
import os

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, GenerateConfig
from inspect_ai.scorer import match
from inspect_ai.solver import generate


def rows(name):
    with open(os.path.join(os.environ["GSM8K"], name), encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


@task
def gsm8k_files():
    shots = []
    for row in rows("train.jsonl")[:5]:
        shots.append(ChatMessageUser(content=f"Question: {row['question']}\nAnswer:"))
        shots.append(ChatMessageAssistant(content=row["answer"]))
    samples = []
    for number, row in enumerate(rows("test.jsonl")):
        question = ChatMessageUser(content=f"Question: {row['question']}\nAnswer:")
        target = row["answer"].split("####")[-1].strip()
        samples.append(Sample(id=number, input=shots + [question], target=target))
    return Task(
        dataset=MemoryDataset(samples),
        solver=[generate()],
        scorer=match(numeric=True),
        config=GenerateConfig(temperature=0.0, max_tokens=256, stop_seqs=["Question:", "</s>"]),
    )
