"""Writes numbers.jsonl: what lm-evaluation-harness 0.4.13 says on answers drawn from fragments.

    python numbers_reference.py

Needs lm_eval 0.4.13 (its tasks/hendrycks_math, tasks/aime and tasks/hrm8k modules) on Python 3.11. The
fragments and their combinations are made here from a fixed seed.
"""

import importlib.util
import io
import json
import random
import re
from contextlib import redirect_stdout
from pathlib import Path

import lm_eval

HERE = Path(__file__).parent
TASKS = Path(lm_eval.__file__).parent / "tasks"


def module(path):
    spec = importlib.util.spec_from_file_location(path.replace("/", "_"), TASKS / f"{path}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


hendrycks = module("hendrycks_math/utils")
aime = module("aime/utils")
hrm8k = module("hrm8k/default/utils")

FRAGMENTS = [
    "\\frac12", "\\frac{1}{2}", "\\dfrac{1}{2}", "\\tfrac1{2}", "1/2", "-1/2", "3/4", "0.5", ".5", "{.5}", " .5",
    "\\sqrt3", "\\sqrt{3}", "\\sqrt x", "2\\sqrt5", "\\frac", "\\frac1", "\\sqrt", "\\left(1,2\\right)", "90^\\circ",
    "90^{\\circ}", "\\$5", "5\\%", "5\\text{ cm}", "5\\text{ cm}\\text{ m}", "x=5", "xy=5", "k = 7", "a=b=3", "10",
    "010", "1,000", "x^2+1", "\\!7", "\\\\frac12", " 7 ", "7\n", "", "\\pi", "007", "7.0", "7.50", "1e5", "-0", "42.",
    "정답", "\\fbox{3}", "가=3", "\\frac3x", "\\frac{3}x",
]
REPLIES = [
    "{}", "The answer is ${}$.", "We get $x$ and so ${}$", "So \\boxed{{{}}}", "\\boxed{{1}} then \\boxed{{{}}}.",
    "\\boxed {}", "$\\boxed{{{}}}$", "따라서 정답은 {} 입니다.", "x = {}", "first $1=2$\nthen $y = {}$", "\\fbox{{{}}}",
    "it costs $3 and {} is left", "a = {}.", "no close \\boxed{{{}", "12 그리고 {}번", "= 3.5\\n and {}",
]
GSM = [
    "#### 42", "#### 1,234", "so #### -5 then #### 6", "The answer is $42.50.", "x = 7 and 8.", "#### 12.", "$", "10,", "3 - 4",
    "no number", "#### abc 5", "It is $1,000,000!", "about 50%", "-", "...", "#### 3\n#### 4", "1.2.3",
]


def quiet(function, *arguments):
    with redirect_stdout(io.StringIO()):
        return function(*arguments)


def gsm8k(extracted, gold):
    def bare(text):
        for ignored in [",", "\\$", "(?s).*#### ", "\\.$"]:
            text = re.sub(ignored, "", text)
        return text.lower()

    return bare(extracted) == bare(gold)


def main():
    generator = random.Random(4)
    rows = []
    for first in FRAGMENTS:
        for second in generator.sample(FRAGMENTS, 8) + [first]:
            rows.append({"kind": "equivalent", "reply": first, "gold": second, "result": quiet(hendrycks.is_equiv, first, second)})
    for template in REPLIES:
        for fragment in generator.sample(FRAGMENTS, 12):
            reply = template.format(fragment)
            for gold in [fragment, "5", "7"]:
                row = {"reply": reply, "gold": gold}
                solution = f"\\boxed{{{gold}}}"
                correct = hendrycks.process_results({"solution": solution}, [reply])["exact_match"]
                rows.append({"kind": "hendrycks", **row, "result": correct == 1})
                rows.append({"kind": "aime", **row, "result": aime.process_results({"answer": gold}, [reply])["exact_match"] == 1})
                correct = quiet(hrm8k.process_results, {"answer": gold}, [reply])["exact_match"]
                rows.append({"kind": "hrm8k", **row, "result": correct == 1})
    for reply in GSM:
        strict = re.findall(r"#### (\-?[0-9\.\,]+)", reply)
        flexible = [a or b for a, b in re.findall(r"(-?[$0-9.,]{2,})|(-?[0-9]+)", reply)]
        rows.append({"kind": "strict", "reply": reply, "result": strict[0] if strict else "[invalid]"})
        rows.append({"kind": "flexible", "reply": reply, "result": flexible[-1] if flexible else "[invalid]"})
        for gold in ["42", "So it is 42.\n#### 42", "1,234", "$5.", "6"]:
            rows.append({"kind": "gsm8k", "reply": reply, "gold": gold, "result": gsm8k(reply, gold)})
    with open(HERE / "numbers.jsonl", "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(len(rows), "rows,", sum(row["result"] is True for row in rows), "true")


if __name__ == "__main__":
    main()
