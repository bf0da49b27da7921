"""Keeps what was measured beside the code: the results in `tests/benchmarks/results/`, the numbers in the README."""

import json
import shutil
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.figures import Figure, Goal
from tests.benchmarks.report import table, told_machine
from tests.benchmarks.rooms import NUMBERS

ROOT: Final = Path(__file__).parents[2]
RESULTS: Final = ROOT / "tests" / "benchmarks" / "results"
README: Final = ROOT / "README.md"
_KEPT: Final = ("bench.json", "bench.md", "growth.json", "growth.png", "profile-*.txt")
_BEGIN, _END = "<!-- numbers -->\n", "<!-- end of numbers -->\n"


def record(folder: Path) -> None:
    """Take over what a run left in its results' folder."""
    RESULTS.mkdir(exist_ok=True)
    for pattern in _KEPT:
        for kept in folder.glob(pattern):
            shutil.copy(kept, RESULTS)
    README.write_text(shown(README.read_text(), json.loads((RESULTS / "bench.json").read_text())))


def shown(readme: str, told: dict[str, Any]) -> str:
    """The README with DESIGN's numbers out of what `bench.json` tells."""
    before, begin, rest = readme.partition(_BEGIN)
    _, end, behind = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"README.md has no place for the numbers: {_BEGIN.strip()} … {_END.strip()}")
    rows = [_figure(row) for row in told["figures"] if row["room"] in NUMBERS and row["goal"]]
    return f"{before}{begin}{table(rows)}\n\n{told_machine(told['on'])}\n{end}{behind}"


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(
        row["what"],
        row["unit"],
        tuple(row["runs"]),
        Goal(**row["goal"]),
        row["against"],
        tuple(row["reference"]),
        row["left_out"],
    )
