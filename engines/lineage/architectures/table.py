"""Reads the reports of run and writes the table of docs/methods/lineage-architectures.md.

    python table.py REPORTS ARCHITECTURES [OUT.md]

Exit status: 0 all as it must be, 1 something is not.
"""

import json
import pathlib
import sys

import transformers

HEAD = """\
# Random twins of many architectures

Written by `engines/lineage/architectures/run docs/methods/lineage-architectures.md`; do not edit. [The method](lineage.md) says what
grades mean.

Each architecture was built by the package transformers {version} from random numbers, small (four layers, 128 channels where it
allows that) and in the names, shapes and joined matrices of its published checkpoints. *Apart*: two models of different
seeds, which must not be found derived; with it the largest calibrated z of any test, and which. *Continued*: the first with
noise of a tenth of each tensor's spread, which must be found. *Placed*: the share of the parameters whose role is known; the others
are compared where names and shapes agree.

A component is established by two families of tests that hold on to different things. Norms and embeddings allow only one here, because noise
has left no element as it was; they are indicated at most.

What such twins share is what their architecture sets for everyone: tables of sinusoids, masks, indices, constants of norms, states
that begin from a formula. They are no proof of error rates, which need trained models ([results](lineage-results.md)).

| architecture | parameters | placed | apart | largest z* | continued | its components |
|---|---|---|---|---|---|---|
"""


def report(path):
    return json.loads(path.read_text()) if path.exists() else None


def largest(apart):
    tested = [c for c in apart["components"] if "calibratedZ" in c]
    if not tested:
        return "–"
    most = max(tested, key=lambda c: c["calibratedZ"])
    return f"{most['calibratedZ']:.1f} ({most['component']} {most['test']})"


def row(name, folder):
    apart, continued, contents = (
        report(folder / (kind + ".json")) for kind in ("apart", "continued", "contents")
    )
    if not apart or not continued or not contents:
        return None, True
    parts = contents["components"]
    unknown = sum(
        part["elements"]
        for component, part in parts.items()
        if component.split(".")[-1] in ("other", "vision", "audio")
    )
    grades = continued["componentGrades"]
    established = sum(g in ("derivation-established", "identical") for g in grades.values())
    indicated = sum(g == "indicated" for g in grades.values())
    right = apart["grade"] == "not-found" and continued["grade"] == "derivation-established"
    cells = (
        name,
        f"{contents['elements']:,}",
        f"{100 - 100 * unknown / max(1, contents['elements']):.0f} %",
        apart["grade"],
        largest(apart),
        continued["grade"],
        f"{established} established, {indicated} indicated, of {len(grades)}",
    )
    return "| " + " | ".join(cells) + " |", right


def main(reports, architectures, out=None):
    names = pathlib.Path(architectures).read_text().split()
    rows, wrong, missing = [], [], []
    for name in names:
        cells, right = row(name, pathlib.Path(reports) / name)
        if cells is None:
            missing.append(name)
            continue
        rows.append(cells)
        if not right:
            wrong.append(name)
    foot = f"\n{len(rows)} architectures, {len(rows) - len(wrong)} as they must be."
    foot += (" Not as they must be: " + ", ".join(wrong) + ".") if wrong else ""
    foot += (" Not built or not compared: " + ", ".join(missing) + ".") if missing else ""
    page = HEAD.format(version=transformers.__version__) + "\n".join(rows) + "\n" + foot + "\n"
    if out:
        pathlib.Path(out).write_text(page)
    print(foot.strip())
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
