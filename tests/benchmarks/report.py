"""How figures are written: `bench.json`, and `bench.md` with a row for each."""

import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from floorwalker import __version__
from tests.benchmarks.figures import Figure

_TITLES: Final = ("what", "goal", "median", "spread", "against, in turn", "its median", "ratio", "met")
_MET: Final = {True: "yes", False: "**no**", None: ""}


def write(rooms: Mapping[str, Sequence[Figure]], folder: Path, took: float) -> None:
    """Write both into a folder. rooms: the figures of each; took: seconds."""
    figures = [(room, figure) for room, all_of_it in rooms.items() for figure in all_of_it]
    on = machine()
    told = {"on": on, "seconds": round(took), "figures": [{"room": room} | _row(figure) for room, figure in figures]}
    (folder / "bench.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    (folder / "bench.md").write_text(f"{table([figure for _, figure in figures])}\n\n{told_machine(on)}\n")


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table; spread is the smallest and largest run."""
    lines = [f"| {' | '.join(_TITLES)} |", "|---" * len(_TITLES) + "|"]
    return "\n".join(lines + [f"| {' | '.join(_cells(figure))} |" for figure in figures])


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        figure.goal.told(figure.unit) if figure.goal else "",
        "" if figure.median is None else f"{_number(figure.median)} {figure.unit}",
        f"{_spread(figure.runs)} {figure.unit}" if figure.runs else "",
        figure.against + (f" ({figure.left_out})" if figure.left_out else ""),
        f"{_number(statistics.median(figure.reference))} {figure.unit}" if figure.reference else "",
        "" if figure.ratio is None else f"{figure.ratio:.2f} × ({_spread(figure.ratios)})",
        "not measured" if figure.goal and figure.met is None else _MET[figure.met],
    )


def _spread(values: Sequence[float]) -> str:
    return f"{_number(min(values))}–{_number(max(values))}" if values else ""


def _number(value: float) -> str:
    """Three digits that count, and all of a large number's in front of the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _row(figure: Figure) -> dict[str, object]:
    """With what is worked out of it."""
    ratios = {"ratios": figure.ratios, "ratio": figure.ratio}
    return asdict(figure) | {"median": figure.median} | ratios | {"met": figure.met}


def machine() -> dict[str, object]:
    """What is measured, and on what."""
    return {
        "when": time.strftime("%Y-%m-%d", time.gmtime()),
        "version": __version__,
        "commit": _commit(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "processor": _processor(),
        "cores": os.cpu_count(),
    }


def told_machine(on: Mapping[str, object]) -> str:
    """Of what code the figures are, and where and when it ran."""
    where = f"{on['cores']} cores ({on['processor']}), {on['system']}, Python {on['python']}"
    return f"Floorwalker {on['version']} at {on['commit']}, {on['when']}, on {where}."


def _commit() -> str:
    """Of the code that is measured; with a plus where it was changed since."""
    told = subprocess.run(["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or "an unknown commit"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
