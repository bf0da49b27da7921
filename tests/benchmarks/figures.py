"""What a benchmark yields, and how the figures are written: one row a goal, as a table and as JSON."""

import json
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured row. `runs` are the counted runs' values in `unit`; `ratios` are ours ÷ reference, run by run."""

    what: str
    goal: str
    met: bool
    unit: str
    runs: tuple[float, ...]
    against: str = ""
    ratios: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def ratio(self) -> float | None:
        return statistics.median(self.ratios) if self.ratios else None


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table; spread is the smallest and largest run."""
    lines = ["| what | goal | median | spread | ratio | met |", "|---|---|---|---|---|---|"]
    return "\n".join(lines + [_line(figure) for figure in figures])


def _line(figure: Figure) -> str:
    spread = f"{min(figure.runs):,.4g}–{max(figure.runs):,.4g}"
    ratio = f"{figure.ratio:.2f} × {figure.against}" if figure.ratio is not None else ""
    met = "yes" if figure.met else "**no**"
    return f"| {figure.what} | {figure.goal} | {figure.median:,.4g} {figure.unit} | {spread} | {ratio} | {met} |"


def write(figures: Sequence[Figure], folder: Path) -> None:
    """Write `bench.json` and `bench.md` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine()}
    rows = [asdict(figure) | {"median": figure.median, "ratio": figure.ratio} for figure in figures]
    (folder / "bench.json").write_text(json.dumps({"on": machine, "figures": rows}, indent=2) + "\n")
    (folder / "bench.md").write_text(table(figures) + "\n")
