"""Other people's programs, each in an environment of its own, made on demand beside the results."""

import subprocess
import venv
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.processes import module


@dataclass(frozen=True)
class Apart:
    """An environment; programs: the folder of its programs, None where it cannot be had, and why not."""

    programs: Path | None
    why_not: str = ""

    @property
    def python(self) -> Path | None:
        return self.programs and self.programs / "python"


@cache
def apart(folder: Path, name: str, *wanted: str) -> Apart:
    """An environment with the packages *wanted*, made where it is not there yet."""
    home = folder.resolve() / name
    if not (home / "ready").exists():
        try:
            _make(home, wanted)
        except subprocess.CalledProcessError as failure:
            last_words = " ".join((failure.stderr or str(failure)).strip().splitlines()[-1:])
            return Apart(None, f"{name} could not be installed: {last_words}")
        (home / "ready").touch()
    return Apart(home / "bin")


def _make(home: Path, wanted: tuple[str, ...]) -> None:
    """Raises CalledProcessError."""
    venv.create(home, with_pip=bool(wanted), clear=True)
    if wanted:
        options = ("-q", "--disable-pip-version-check", "--timeout", "15", "--retries", "1")
        command = module("pip", "install", *options, *wanted, python=home / "bin" / "python")
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)


def as_ours(folder: Path, *names: str) -> Apart:
    """An environment with packages in the versions that ours has, and nothing else."""
    wanted = tuple(f"{name}=={version(name)}" for name in names)
    return apart(folder, wanted[0].replace("==", "-"), *wanted)


def bare_uvicorn(folder: Path) -> Apart:
    """As its `standard` extra would have it: httptools and uvloop."""
    return as_ours(folder, "uvicorn", "httptools", "uvloop")


def bare_websockets(folder: Path) -> Apart:
    """With uvloop."""
    return as_ours(folder, "websockets", "uvloop")


def bare_python(folder: Path) -> Apart:
    """The standard library alone, and SQLite with it."""
    return apart(folder, "python-alone")
