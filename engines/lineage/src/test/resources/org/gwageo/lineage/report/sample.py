"""Writes screen.json and derivative.json: a screen against eight invented references, of which one is an ancestor.

    python3 sample.py
"""
import hashlib, json, random

rng = random.Random(5)
COMPONENTS = ["attention", "embedding", "lm-head", "mlp", "norms", "vision.attention", "vision.mlp", "vision.norms"]
TESTS = {"attention": ["T0", "T4", "T6"], "embedding": ["T0", "T3"], "lm-head": ["T0"], "mlp": ["T0", "T1", "PHI_U", "T5"], "norms": ["T0", "T2"]}


def digest(text):
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def files(name):
    return [{"path": f, "size": 1000 + 37 * len(f), "sha256": digest(name + f)[7:]} for f in ("model.safetensors", "config.json", "tokenizer.json")]


def inputs(reference):
    return [{"as": side, "digest": digest(name), "files": files(name)} for side, name in (("subject", "entrant"), ("reference", reference))]


def pair(reference, derived, vision):
    findings, grades = [], {}
    for component in COMPONENTS:
        tower = component.startswith("vision")
        own = derived and tower == vision
        for test in TESTS[component.split(".")[-1]]:
            z = rng.gauss(0, 1) + (rng.uniform(12, 90) if own and test != "T0" else 0)
            finding = {"component": component, "test": test, "z": round(z, 4), "calibratedZ": round(z * 0.97, 4), "log10p": round(-z * z / 4.6 if z > 0 else -0.1, 4),
                       "adjustedLog10p": round(min(0, -z * z / 4.6 + 3) if z > 3 else 0, 4), "statistic": round(z / 100, 4)}
            if test != "T0":
                finding["controls"] = {"class": "any", "pairs": 48, "mean": 0.08, "deviation": 1.04, "largest": 2.6}
            findings.append(finding)
        grades[component] = "derivation-established" if own and component.split(".")[-1] == "mlp" else "indicated" if own and component.split(".")[-1] != "lm-head" else "not-found"
    layer_map = [{"subject": i, "reference": 2 * i + 1, "z": round(30 + rng.gauss(0, 6), 4), "log10p": -180.0} for i in range(6)] if derived else []
    grade = "derivation-established" if derived else "not-found"
    sentence = ({"ko": "두 모델이 서로 독립적으로 초기화되었다면 이런 일치는 10^30번 비교해도 한 번 나오기 어렵습니다(일치한 부분: 비전 MLP).",
                 "en": "If the two models had been initialised independently, fewer than 1 in 10^30 such comparisons would look like this (in vision.mlp)."} if derived else
                {"ko": "파생의 흔적을 찾지 못했습니다. 이것은 독립의 증명이 아니며, 찾을 수 있었던 복사의 최소 크기는 검출력 항목에 있습니다.",
                 "en": "No trace of a derivation was found; this is not a proof of independence, and the smallest copy that would have been found is stated under power."})
    power = {f"{c}/{t}": {"plantedFractionOf": "neurons of every layer" if "mlp" in c else "residual channels", "indicatedFrom": 0.1, "establishedFrom": 0.25 if t != "T5" else None}
             for c in COMPONENTS for t in TESTS[c.split(".")[-1]] if grades[c] == "not-found" and t != "T0"}
    return {"format": "gwageo-lineage/1", "grade": grade, "components": findings, "componentGrades": grades,
            "untestable": [{"component": "audio", "reason": "the reference has no audio tower"}, {"component": "router", "test": "T4", "reason": "128 experts against 64"}],
            "layerMap": layer_map, "layerMaps": {"vision" if vision else "text": layer_map}, "power": power,
            "notEvidence": {"gainCosine": {"value": 0.9931, "control": 0.9958, "sentence": {"ko": "이득은 모두 1 근처의 양수라서 무작위 벡터 두 개의 코사인도 0.99를 넘습니다.",
                            "en": "Gains are all positive and near 1, so that two random vectors have a cosine above 0.99 as well."}}},
            "inputs": inputs(reference), "seed": "42", "hypotheses": 800, "controls": digest("controls"), "sentence": sentence}


NAMES = ["north-base", "harbour-7b", "lantern-vl", "meadow-moe", "granite-like", "<script>alert(1)</script>", "pine-small", "willow-long-name-14b-instruct"]
references = {name: pair(name, name == "lantern-vl", True) for name in NAMES}
screen = {"format": "gwageo-lineage-screen/1", "entrants": 1, "seed": "42", "grade": "derivation-established", "strongest": ["lantern-vl"], "references": references, "pairedControls": {}}
for file, tree in (("screen.json", screen), ("derivative.json", pair("lantern-vl-tuned", True, True)), ("none.json", pair("north-base", False, False))):
    with open(file, "w", encoding="utf-8") as out:
        json.dump(tree, out, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        out.write("\n")
