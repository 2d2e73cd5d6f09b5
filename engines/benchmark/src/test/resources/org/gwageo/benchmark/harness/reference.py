"""Writes reference.json: what lm-evaluation-harness 0.4.13 asks and scores, for the tests of this package.

    python3 reference.py DATA > reference.json

DATA is the folder with gsm8k/ (train.jsonl, test.jsonl) and kobest/v1.0/. Needs lm_eval 0.4.13, datasets, pandas,
nltk and langdetect. The files in tasks/ beside this script are read beside the harness's own Python modules. Replies and log probabilities are made from digests, by the rules that the tests repeat.
"""

import hashlib
import inspect
import json
import os
import random
import shutil
import sys
import tempfile
import types
from pathlib import Path

os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["LMEVAL_LOG_LEVEL"] = "ERROR"

import datasets
import lm_eval
import pandas
from lm_eval import evaluator_utils
from lm_eval.api.instance import Instance
from lm_eval.api.metrics import mean, mean_stderr, stderr_for_metric
from lm_eval.api.task import ConfigurableTask
from lm_eval.tasks._yaml_loader import load_yaml

datasets.disable_progress_bars()
DATA = Path(sys.argv[1])
TASKS = Path(lm_eval.__file__).parent / "tasks"
WORK = Path(tempfile.mkdtemp())


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def task(yaml, files, shots=None):
    cfg = load_yaml(yaml)
    cfg.pop("tag", None)
    cfg["dataset_path"] = "json"
    cfg["dataset_name"] = None
    cfg["dataset_kwargs"] = {"data_files": {k: str(v) for k, v in files.items()}, "cache_dir": str(WORK / "cache")}
    t = ConfigurableTask(config=cfg)
    if shots is not None and t.config.num_fewshot != 0:
        t.set_config("num_fewshot", shots)
    if t.config.num_fewshot is None:
        t.set_config("num_fewshot", 0)
    t.set_fewshot_seed(1234)
    return t


def messages(history, add_generation_prompt=True):
    return json.dumps(history, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def prompts(t, chat=False, limit=None):
    t.set_fewshot_seed(1234)
    t.build_all_requests(limit=limit, apply_chat_template=chat, fewshot_as_multiturn=chat, chat_template=messages if chat else None)
    return t.instances


def digests(t, chat=False):
    each = ["\x00".join(str(a) for a in i.args if not isinstance(a, dict)) for i in prompts(t, chat)]
    return {"n": len(each), "all": sha("\x01".join(each)), "first": each[0]}


def scores(t, replies=None):
    """Gives every request a made-up reply and aggregates as evaluate() does."""
    instances = prompts(t)
    for i in instances:
        if t.OUTPUT_TYPE == "generate_until":
            i.resps = [(replies or reply)(i.args[0], t.doc_to_target(i.doc)) for _ in range(t.config.repeats)]
        else:
            i.resps = [likelihood(i.args)]
    t.apply_filters()
    by_doc = {}
    for i in instances:
        by_doc.setdefault(i.doc_id, []).append(i)
    raw = {}
    for key in instances[0].filtered_resps:
        for doc_id, doc in enumerate(t.eval_docs):
            requests = sorted(by_doc[doc_id], key=lambda x: x.idx)
            for metric, value in t.process_results(doc, [r.filtered_resps[key] for r in requests]).items():
                raw.setdefault((metric, key), []).append(value)
    out = {}
    for (metric, key), values in raw.items():
        agg = t.aggregation()[metric]
        err = stderr_for_metric(agg, 100)
        out[f"{metric},{key}"] = [float(agg(values)), float(err(values)) if err is mean_stderr else None, len(values)]
    return out


def likelihood(args):
    """A log probability from the digest of the text, in 1/8 so that sums are exact, and greediness."""
    h = hashlib.sha256((args[0] + "\x00" + args[1]).encode("utf-8")).digest()
    return (-(h[0] * 256 + h[1]) / 8.0, h[2] < 64)


def reply(prompt, target):
    """A right, wrong, odd or missing answer, by the digest of the prompt."""
    h = hashlib.sha256(prompt.encode("utf-8")).digest()[0] % 8
    target = str(target).split("####")[-1].strip()
    return {0: "#### " + target, 1: "So it is " + target + ".", 2: "#### 17 no, #### " + target, 3: "", 4: target, 5: "정답은 " + target + " 입니다. #### -1,234.", 6: " " + target.lower() + "\n", 7: "I do not know"}[h]


def answered(prompt, target):
    """The same for answers in letters, numbers and boxes."""
    h = hashlib.sha256(prompt.encode("utf-8")).digest()[0] % 8
    t = str(target)
    return {0: f"I think the answer is ({t}).", 1: "So $\\boxed{" + t + "}$", 2: f"It is ${t}$", 3: "", 4: t, 5: f"정답: {t}", 6: "$y = 3$, so $x = " + t + "$ and \\boxed{x = " + t + "}.", 7: "I do not know, answer 12"}[h]


def write(name, rows):
    path = WORK / name
    with open(path, "w", encoding="utf-8") as f:
        for row in rows:
            f.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def kobest(name):
    """The documents that the hub's loader makes of the repository's tables."""
    def frame(split):
        d = pandas.read_csv(DATA / "kobest" / "v1.0" / name / f"{split}.tsv", sep="\t").dropna()
        if name == "BoolQ":
            d = d[["Text", "Question", "Answer"]].rename(columns={"Text": "paragraph", "Question": "question", "Answer": "label"})
            d["label"] = [0 if str(s) == "False" else 1 for s in d["label"]]
        elif name == "COPA":
            d = d[["sentence", "question", "1", "2", "Answer"]].rename(columns={"sentence": "premise", "1": "alternative_1", "2": "alternative_2", "Answer": "label"})
            d["label"] = [int(i) - 1 for i in d["label"]]
        elif name == "WiC":
            d = d[["Target", "SENTENCE1", "SENTENCE2", "ANSWER"]].rename(columns={"Target": "word", "SENTENCE1": "context_1", "SENTENCE2": "context_2", "ANSWER": "label"})
            d["label"] = [0 if str(s) == "False" else 1 for s in d["label"]]
        elif name == "HellaSwag":
            d = d[["context", "choice1", "choice2", "choice3", "choice4", "label"]].rename(columns={f"choice{i}": f"ending_{i}" for i in range(1, 5)})
        else:
            d = d[["Text", "Label"]].rename(columns={"Text": "sentence", "Label": "label"})
        return write(f"{name}-{split}.jsonl", d.to_dict("records"))
    return {"train": frame("train"), "validation": frame("dev"), "test": frame("test")}


def synthetic(kind, n, seed):
    r = random.Random(seed)
    word = lambda: "".join(r.choice("가나다라마바사아자차카타파하 alpha-beta(12) .") for _ in range(r.randrange(3, 20))).strip() or "빈칸"
    rows = []
    for i in range(n):
        if kind == "kmmlu":
            rows.append({"question": " " + word() + "\n", "answer": r.randrange(1, 5), "A": word(), "B": word(), "C": word(), "D": word(), "Category": "Accounting", "Human Accuracy": r.random()})
        else:
            rows.append({"query": "다음을 고르시오.\n" + word() + "\n### 정답", "options": str([word() for _ in range(5)]), "answer": "(" + r.choice("ABCDE") + ")"})
    if kind == "haerae":
        rows[7] = dict(rows[3])  # a copy of another document, which must not stand before it either
    return rows


def port_rows(kind):
    """Documents in the columns of a data set, with made-up contents."""
    r = random.Random(kind)
    word = lambda: "".join(r.choice("가나다라마바사아자차카타파하 alpha-beta(12) .{$") for _ in range(r.randrange(3, 20))).strip() or "빈칸"
    rows = []
    for i in range(72 if kind == "mmlu_pro" else 24):
        if kind == "mmlu_pro":
            answer = r.randrange(10)
            rows.append({"question_id": i, "question": word(), "options": [f" {word()} " for _ in range(11 if i == 3 else 10)], "answer": "ABCDEFGHIJ"[answer], "answer_index": answer, "cot_content": f"A: Let's think step by step. {word()} The answer is ({'ABCDEFGHIJ'[answer]}).", "category": r.choice(["biology", "law"]), "src": "x"})
        elif kind == "aime":
            rows.append({"ID": f"2020-{i}", "Year": 2020, "Question": word(), "Answer": str(r.choice([7, 42, 113, 999]))})
        elif kind == "csatqa":
            rows.append({"question": word(), "context": word() + "\n" + word(), **{f"option#{j}": word() for j in range(1, 6)}, "gold": str(r.randrange(1, 6)), "category": "RCH"})
        elif kind == "hendrycks_math":
            answer = r.choice(["5", "\\frac{1}{2}", "0.5", "\\sqrt{3}", "x^2 + 1", "\\frac12", "10\\%", "(1, 2)", "{a}"])
            rows.append({"problem": word(), "level": "Level 1", "type": "Algebra", "solution": f"{word()} \\boxed{{1}} {word().replace('{', '')} $\\boxed{{{answer}}}$."})
        elif kind == "ifeval":
            ids = r.sample(["punctuation:no_comma", "keywords:existence", "keywords:forbidden_words", "length_constraints:number_words", "startend:quotation", "detectable_content:number_placeholders"], r.randrange(1, 4))
            arguments = {"keywords:existence": {"keywords": ["answer"]}, "keywords:forbidden_words": {"forbidden_words": ["know", "boxed"]}, "length_constraints:number_words": {"num_words": 3, "relation": "at least"}, "detectable_content:number_placeholders": {"num_placeholders": 1}}
            columns = ["keywords", "forbidden_words", "num_words", "relation", "num_placeholders"]
            rows.append({"key": i, "prompt": word(), "instruction_id_list": ids, "kwargs": [{c: arguments.get(d, {}).get(c) for c in columns} for d in ids]})
        elif kind in ("click_lang", "click_cul"):
            if kind == "click_lang":
                id = r.choice([f"CSAT_korean_22_{i}", f"CSAT_korean_23_{r.randrange(30, 40)}", f"CSAT_korean_{r.randrange(15, 20)}_{r.randrange(5, 15)}", f"TK_{r.randrange(1, 9)}", f"Kedu_16_{i}", f"Kedu_1{r.randrange(7, 9)}_{i}", f"PSE_korean_{i}"])
            else:
                id = r.choice(["Kedu_Economy", "CSAT_economy", "KHB", "CSAT_history", "PSAT", "KIIP_law", "KIIP_society"]) + f"_{i}"
            choices = [word() + str(j) for j in range(5 if "CSAT" in id else 4)]
            rows.append({"id": id, "paragraph": r.choice(["", word()]), "question": word() + r.choice(["", " 대화", " 발화"]), "choices": choices, "answer": r.choice(choices)})
        elif kind == "hrm8k":
            rows.append({"original": f" {word()}\n", "question": f"\n{word()} ", "answer": r.choice(["5", "5.0", " 42 ", "0.50", "1e3", "-3", "1/2", "\\frac{1}{2}"])})
        elif kind == "kormedmcqa":
            rows.append({"subject": "doctor", "year": 2020, "period": 1, "q_number": i, "question": f" {word()}\n", **{c: word() for c in "ABCDE"}, "answer": r.randrange(1, 6), "cot": ""})
        elif kind == "gpqa":
            rows.append({"Question": word(), "Correct Answer": f" {word()} [title]{i}", **{f"Incorrect Answer {j}": f"{word()}  {j}\n" for j in range(1, 4)}})
        elif kind == "humaneval":
            rows.append({"task_id": f"Own/{i}", "prompt": f"def own_{i}(n):\n    \"\"\"{word()}\"\"\"\n", "canonical_solution": "    return n\n", "test": f"\n\ndef check(candidate):\n    assert candidate({i}) == {i}\n", "entry_point": f"own_{i}"})
        elif kind == "mbpp":
            rows.append({"task_id": i, "text": word(), "code": f"def own_{i}(n):\r\n  return n", "test_list": [f"assert own_{i}({j}) == {j}" for j in range(3)], "test_setup_code": "", "challenge_test_list": []})
    return rows


def by_document(choices):
    """The order that the port gives to GPQA's choices: from the document, where the harness's follows from no document."""
    text = inspect.currentframe().f_back.f_locals["doc"]["Question"] + "\n" + "\n".join(choices)
    random.Random(int(sha(text)[:15], 16)).shuffle(choices)


def ports():
    """The tasks in tasks/, each with the functions of the harness's module of the same folder."""
    code = types.ModuleType("evaluate")
    code.load = lambda name: types.SimpleNamespace(compute=lambda **given: [{f"pass@{k}": 0.0 for k in given["k"]}])
    sys.modules["evaluate"] = code
    nltk_download()
    here = Path(__file__).parent / "tasks"
    out = {}
    for yaml in sorted(here.rglob("*.yaml")):
        name = yaml.relative_to(here)
        folder = WORK / "ports" / name.parent
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(TASKS / name.parent / "utils.py", folder)
        shutil.copy(yaml, folder)
        kind = next(part for part in reversed(name.parts[:-1]) if part not in ("default", "en", "zeroshot"))
        rows = port_rows(kind)
        split = "validation" if kind == "gpqa" else "test"
        data = {split: rows}
        if kind in ("mmlu_pro", "hendrycks_math", "kormedmcqa"):
            data = {"test": rows[6:], "validation" if kind == "mmlu_pro" else "train": rows[:6]}
        files = {k: write(f"{kind}-{k}.jsonl", v) for k, v in data.items()}
        own, shuffle = Path(folder / name.name), random.shuffle
        if kind == "gpqa":
            random.shuffle = by_document
        t = task(own, files)
        random.shuffle = shuffle
        one = {"rows": data, "text": digests(t)}
        if t.OUTPUT_TYPE == "generate_until":
            one["chat"] = digests(t, True)
        if kind not in ("humaneval", "mbpp"):
            one["scores"] = scores(t, answered)
        out[str(name)] = one
    return out


def nltk_download():
    """IFEval's module asks for a trained sentence splitter when it is read; none of the rules used here needs it."""
    import nltk

    nltk.download = lambda *arguments, **options: True
    nltk.data.find = lambda *arguments, **options: True


out = {"lm_eval": lm_eval.__version__ if hasattr(lm_eval, "__version__") else "0.4.13"}
gsm = {"train": DATA / "gsm8k/train.jsonl", "test": DATA / "gsm8k/test.jsonl"}
t = task(TASKS / "gsm8k/gsm8k.yaml", gsm)
out["gsm8k"] = {"text": digests(t), "chat": digests(t, True), "scores": scores(t)}
for name in ("gsm8k-cot", "gsm8k-cot-zeroshot", "gsm8k-cot-llama"):
    t = task(TASKS / f"gsm8k/{name}.yaml", gsm)
    out[name] = {"text": digests(t), "chat": digests(t, True), "scores": scores(t)}
for folder, yaml in (("BoolQ", "boolq"), ("COPA", "copa"), ("HellaSwag", "hellaswag"), ("SentiNeg", "sentineg"), ("WiC", "wic")):
    files = kobest(folder)
    zero = task(TASKS / f"kobest/kobest_{yaml}.yaml", files)
    few = task(TASKS / f"kobest/kobest_{yaml}.yaml", files, 5)
    out["kobest_" + yaml] = {"text": digests(zero), "scores": scores(zero), "five": digests(few)}
rows = {"dev": synthetic("kmmlu", 11, 1), "test": synthetic("kmmlu", 60, 2)}
out["kmmlu_rows"] = rows
files = {k: write(f"kmmlu-{k}.jsonl", v) for k, v in rows.items()}
for shots in (0, 5):
    t = task(TASKS / "kmmlu/direct/kmmlu_direct_accounting.yaml", files, shots)
    out[f"kmmlu_direct_{shots}"] = {"text": digests(t), "chat": digests(t, True), "scores": scores(t)}
rows = {"test": synthetic("haerae", 40, 3)}
out["haerae_rows"] = rows
files = {k: write(f"haerae-{k}.jsonl", v) for k, v in rows.items()}
for shots in (0, 3, 5):
    t = task(TASKS / "haerae/haerae_hi.yaml", files, shots)
    out[f"haerae_{shots}"] = {"text": digests(t), "scores": scores(t)}
out["ports"] = ports()
json.dump(out, sys.stdout, ensure_ascii=True, separators=(",", ":"))
