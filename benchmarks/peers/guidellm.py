"""guidellm: a load generator, so requests and times but no score; the same messages as one prompt."""

import glob
import json
import os
import subprocess

NAME = "guidellm"


def version(peers):
    return subprocess.run(
        [os.path.join(peers, "guidellm", "bin", "python"), "-c",
         "from importlib.metadata import version; print(version('guidellm'))"],
        capture_output=True, text=True).stdout.strip()


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def command(peers, spec, folder):
    shots = "".join(
        f"Question: {row['question']}\nAnswer: {row['answer']}\n\n"
        for row in rows(os.path.join(spec.data, "train.jsonl"))[:5])
    items = rows(os.path.join(spec.data, "test.jsonl"))
    if spec.limit:
        items = items[: spec.limit]
    path = os.path.join(folder, "prompts.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for row in items:
            prompt = f"{shots}Question: {row['question']}\nAnswer:"
            file.write(json.dumps({"prompt": prompt, "output_tokens_count": 256}) + "\n")
    argv = [
        os.path.join(peers, "guidellm", "bin", "guidellm"), "run",
        "--backend", f"kind=openai_http,target={spec.base[:-3]},model=mock,stream={str(spec.stream).lower()}",
        "--profile", f"kind=concurrent,streams={spec.concurrency}",
        "--constraint", f"kind=max_requests,count={len(items)}",
        "--data", f"kind=json_file,path={path}",
        "--output", f"kind=json,path={os.path.join(folder, 'out.json')}",
        "--disable-console",
    ]
    return argv, {"HF_HUB_OFFLINE": "1", "HF_HOME": os.path.join(folder, "cache")}


def outcome(folder):
    return {"score": None, "report": bool(glob.glob(os.path.join(folder, "out.json*")))}


def first_token_errors(folder, truth):
    """Returns how late the first token was seen and by how much the time to it differs, in microseconds,
    requests matched by the reply's id."""
    true = {f"chatcmpl-{row['number']}": row for row in truth}
    with open(os.path.join(folder, "out.json"), encoding="utf-8") as file:
        requests = json.load(file)["benchmarks"][0]["requests"]["successful"]
    errors = []
    for request in requests:
        row = true.get(request.get("response_id"))
        seen = request["info"]["timings"].get("first_token_iteration")
        if row is not None and seen and request.get("time_to_first_token_ms"):
            errors.append((1e6 * seen - row["firstAt"], 1000 * request["time_to_first_token_ms"] - row["firstMicros"]))
    return errors
