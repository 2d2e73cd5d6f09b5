"""How each harness is called as its user would call it, and where it leaves its score.

A module per harness: version(peers), command(peers, spec, folder) -> (arguments, environment),
outcome(folder) -> {"score": share or None, ...}.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spec:
    """One run: the endpoint's base that ends in /v1, a folder with GSM8K's files, and how."""

    base: str
    data: str
    concurrency: int = 32
    limit: int = 0
    timeout: int = 60
    stream: bool = False
    resume: bool = False
