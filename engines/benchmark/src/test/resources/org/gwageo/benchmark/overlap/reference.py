"""Writes reference.json: scores of the reference implementations on texts made here.

Python 3.11, sacrebleu 2.6.0, rouge_score 0.1.2, nltk 3.10.4 (edit distance), scipy 1.17.1.
Run it with an interpreter that has them:  python reference.py
"""

import json
import logging
import os
import random
import re
import string
from collections import Counter

import nltk
import numpy
import scipy
from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU, CHRF, TER
from scipy.optimize import linear_sum_assignment

logging.getLogger("sacrebleu").setLevel(logging.ERROR)
HERE = os.path.dirname(os.path.abspath(__file__))
KOREAN = (
    "과거는 관리를 뽑는 시험이다. 응시자의 이름을 가리고 답안을 옮겨 적었다! 서울의 인구는 1,392명(약 0.9%)이다. "
    "모형은 문장을 읽고, 답을 쓴다. 값은 -3.5이며 '기준'은 10-20이다. 나는 학교에 간다 그는 학교에서 왔다 "
    "평가위원은 점수와 까닭을 적는다. 결과는 누구나 다시 계산할 수 있다. 한글 음절과 자모를 센다."
).split()
ENGLISH = (
    "The examination chose officials in stages, with names sealed. A model reads the text & writes an answer; "
    "it's 3.5 (or 1,000) at most - don't guess! The quick brown fox jumps over the lazy dog. &quot;Quoted&quot; "
    "results are re-checked by anyone; the cat's mat is on the sat <skipped> e-mail at 10-20 units a the an"
).split()


def text(rng, words, most=24):
    return " ".join(rng.choice(words) for _ in range(rng.randint(1, most)))


def changed(rng, line, words):
    out = line.split()
    for _ in range(rng.randint(0, 5)):
        deed = rng.randrange(5)
        at = rng.randrange(len(out)) if out else 0
        if deed == 0 and out:
            del out[at]
        elif deed == 1:
            out.insert(at, rng.choice(words))
        elif deed == 2 and out:
            out[at] = rng.choice(words)
        elif deed == 3 and len(out) > 3:
            size = rng.randint(1, min(4, len(out) - 1))
            piece = out[at : at + size]
            del out[at : at + size]
            to = rng.randint(0, len(out))
            out[to:to] = piece
        elif deed == 4 and out:
            word = out[at]
            out[at] = word[: rng.randint(1, len(word))] + rng.choice(["", ".", "은", "를", "s"])
    return rng.choice([" ", " ", " ", "\n"]).join(out)


def pairs():
    rng = random.Random(20260701)
    made = []
    for i in range(160):
        words = KOREAN if i % 2 == 0 else ENGLISH
        if i % 10 == 9:
            words = KOREAN + ENGLISH
        base = text(rng, words)
        references = [changed(rng, base, words) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        references = [r if r.strip() else base for r in references]
        made.append((changed(rng, base, words), references))
    long = text(rng, KOREAN, 20) + " " + " ".join(rng.choice(KOREAN) for _ in range(150))
    made += [
        ("", ["한국"]),
        ("한국", ["한국"]),
        ("전혀 다른 말", ["no overlap here at all"]),
        ("😀 이모지 😀", ["이모지 😀"]),
        ("a" * 300, ["a" * 280 + "b"]),
        (" ".join(random.Random(5).sample(long.split(), 150)), [long]),
        ("가 나 다 라 마 바 사", ["사 바 마 라 다 나 가"]),
        ("b c d e a", ["a b c d e"]),
        ("한글", ["한글 "]),
        ("줄\n-바꿈- \n끝", ["줄-\n바꿈 끝."]),
        ("word", ["word " * 90]),
        ("word " * 90, ["word"]),
    ]
    return made


def f1(reply, gold):
    if not reply or not gold:
        return float(reply == gold)
    common = sum((Counter(reply) & Counter(gold)).values())
    if common == 0:
        return 0.0
    precision, recall = common / len(reply), common / len(gold)
    return 2 * precision * recall / (precision + recall)


def squad(s):
    s = "".join(c for c in s.lower() if c not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", s).split())


def korquad(s):
    s = re.sub("['\"《》<>〈〉()‘’]", " ", s)
    s = "".join(c for c in s.lower() if c not in set(string.punctuation))
    return " ".join(s.split())


def anls(reply, golds):
    values = []
    for gold in golds:
        a, b = " ".join(gold.lower().split()), " ".join(reply.lower().split())
        length = max(len(gold), len(reply))
        values.append(0.0 if length == 0 else nltk.edit_distance(a, b) / length)
    score = 1 - min(values)
    return 0.0 if score < 0.5 else score


def error_rate(reply, golds):
    return min(nltk.edit_distance(reply, gold) / len(gold) for gold in golds)


def is_number(s):
    try:
        float(s)
        return True
    except ValueError:
        return False


def drop_normal(s):
    tokens = []
    for token in re.split(" |-", s.lower()):
        if not is_number(token):
            token = "".join(c for c in token if c not in set(string.punctuation))
        if is_number(token):
            token = str(float(token))
        tokens += re.sub(r"\b(a|an|the)\b", " ", token).split()
    return " ".join(tokens)


def drop(parts, golds):
    best = [0.0, 0.0]
    for gold in golds:
        left, right = [drop_normal(g) for g in gold], [drop_normal(p) for p in parts]
        exact = float(len(left) == len(right) and set(left) == set(right))
        scores = numpy.zeros([len(left), len(right)])
        for i, a in enumerate(left):
            for j, b in enumerate(right):
                a_set, b_set = set(a.split()), set(b.split())
                numbers = {w for w in a_set if is_number(w)}
                if not numbers or numbers & b_set:
                    scores[i, j] = (
                        1.0 if not a_set and not b_set else f1(sorted(b_set), sorted(a_set))
                    )
        rows, columns = linear_sum_assignment(-scores)
        mean = scores[rows, columns].sum() / max(len(left), len(right))
        best = [max(best[0], exact), max(best[1], round(mean, 2))]
    return best


def drop_cases():
    rng = random.Random(7)
    words = "the a 3 3.0 1,000 seven yards first-half 12 touchdown Brady's 서울 부산 1e3 .5 -2".split()
    cases = []
    for _ in range(80):
        golds = [
            [text(rng, words, 4) for _ in range(rng.randint(1, 4))] for _ in range(rng.randint(1, 3))
        ]
        parts = [
            rng.choice(rng.choice(golds)) if rng.random() < 0.5 else text(rng, words, 4)
            for _ in range(rng.randint(1, 4))
        ]
        cases.append({"parts": parts, "golds": golds, "scores": drop(parts, golds)})
    return cases


def main():
    made = pairs()
    metrics = {
        "bleu": BLEU(),
        "bleu-lc": BLEU(lowercase=True),
        "bleu-char": BLEU(tokenize="char"),
        "chrf": CHRF(),
        "chrf++": CHRF(word_order=2),
        "ter": TER(),
    }
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL", "rougeLsum"])
    cases = []
    for reply, golds in made:
        case = {"reply": reply, "golds": golds, "scores": {}}
        for name, metric in metrics.items():
            case["scores"][name] = metric.sentence_score(reply, golds).score
        for name, score in scorer.score_multi(golds, reply).items():
            case["scores"][name] = [score.precision, score.recall, score.fmeasure]
        case["scores"]["squad-em"] = max(float(squad(reply) == squad(g)) for g in golds)
        case["scores"]["squad-f1"] = max(f1(squad(reply).split(), squad(g).split()) for g in golds)
        case["scores"]["korquad-em"] = max(float(korquad(reply) == korquad(g)) for g in golds)
        chars = lambda s: list("".join(korquad(s).split()))
        case["scores"]["korquad-f1"] = max(f1(chars(reply), chars(g)) for g in golds)
        case["scores"]["anls"] = anls(reply, golds)
        case["scores"]["wer-raw"] = error_rate(reply.split(), [g.split() for g in golds])
        squeezed = lambda s: " ".join(s.split())
        case["scores"]["cer-raw"] = error_rate(squeezed(reply), [squeezed(g) for g in golds])
        bare = lambda s: "".join(s.split())
        case["scores"]["cer-nospace-raw"] = error_rate(bare(reply), [bare(g) for g in golds])
        cases.append(case)
    corpora = []
    for start, end in ((0, 40), (40, 100), (0, 160)):
        part = made[start:end]
        most = max(len(golds) for _, golds in part)
        references = [[g[i] if i < len(g) else None for _, g in part] for i in range(most)]
        entry = {"from": start, "to": end, "scores": {}, "signatures": {}}
        for name, metric in metrics.items():
            result = metric.corpus_score([reply for reply, _ in part], references)
            entry["scores"][name] = result.score
            entry["signatures"][name] = str(metric.get_signature())
        corpora.append(entry)
    versions = {
        "nltk": nltk.__version__,
        "scipy": scipy.__version__,
        "sacrebleu": "2.6.0",
        "rouge_score": "0.1.2",
    }
    document = {"versions": versions, "cases": cases, "corpora": corpora, "drop": drop_cases()}
    with open(os.path.join(HERE, "reference.json"), "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")


main()
