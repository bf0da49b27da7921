"""Writes packaging/constraints.txt: the newest version of every dependency that fits, for every Python and system.

Resolves what pyproject.toml asks for with pip, once for each Python from the oldest that it allows upwards, as they are
found on the path (python3.11, python3.12 …). Packages that only another system than this one needs are told by the
markers of those that need them, and resolved too. Says with which Pythons a version goes where they differ.
Usage: python packaging/constraints.py
"""

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "packaging" / "constraints.txt"
HEADER = """\
# Exact versions of everything that Floorwalker, its tests and its packages are built from, for every supported Python.
# Made by `make constraints`.
"""
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)


@dataclass
class Resolved:
    """What one Python gets: the version of each package by its name, and what those packages ask for in turn."""

    minor: int
    versions: dict[str, str] = field(default_factory=dict)
    asked: list[Requirement] = field(default_factory=list)


def wanted() -> list[str]:
    """Everything that pyproject.toml asks for, to run, to develop, to package and to build; and pip itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [requirement for group in project["dependency-groups"].values() for requirement in group]
    return [*project["project"]["dependencies"], *groups, *project["build-system"]["requires"], "pip"]


def pythons() -> Iterator[tuple[int, str]]:
    """Find each Python 3 from the oldest allowed upwards, without a hole between them."""
    minor = 11
    while (command := shutil.which(f"python3.{minor}")) and answers(command):
        yield minor, command
        minor += 1


def answers(command: str) -> bool:
    """Whether it is a Python indeed: version managers put stand-ins on the path for those that are not installed."""
    return subprocess.run([command, "-c", ""], check=False, capture_output=True).returncode == 0


def resolve(minor: int, command: str) -> Resolved:
    """Ask pip, run by that Python, until what the other systems need is resolved too."""
    resolved = Resolved(minor)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([command, "-m", "venv", folder], check=True)
        bin_folder = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        pip = [str(bin_folder / "python"), "-m", "pip", "--disable-pip-version-check", "-qq"]
        subprocess.run([*pip, "install", "--upgrade", "pip"], check=True)
        requirements = wanted()
        while requirements:
            add_report(resolved, ask(pip, requirements, resolved.versions))
            requirements = sorted(missing(resolved))
    return resolved


def ask(pip: list[str], requirements: list[str], known: dict[str, str]) -> dict[str, list[dict[str, dict[str, str]]]]:
    """Let pip tell what it would install, with the versions that are known already held."""
    with tempfile.TemporaryDirectory() as folder:
        report, held = Path(folder) / "report.json", Path(folder) / "held.txt"
        held.write_text("".join(f"{name}=={version}\n" for name, version in known.items()), encoding="utf-8")
        command = [*pip, "install", "--dry-run", "--ignore-installed", "--report", str(report), "-c", str(held)]
        subprocess.run([*command, *requirements], check=True)
        answer: dict[str, list[dict[str, dict[str, str]]]] = json.loads(report.read_text(encoding="utf-8"))
    return answer


def add_report(resolved: Resolved, report: dict[str, list[dict[str, dict[str, str]]]]) -> None:
    """Note the packages of pip's answer."""
    for package in report["install"]:
        metadata = package["metadata"]
        resolved.versions[canonicalize_name(metadata["name"])] = metadata["version"]
        resolved.asked += [Requirement(text) for text in metadata.get("requires_dist", ())]


def missing(resolved: Resolved) -> Iterable[str]:
    """Tell which packages some system needs beside those that are resolved."""
    for system in SYSTEMS:
        python = {"python_version": f"3.{resolved.minor}", "python_full_version": f"3.{resolved.minor}.0", "extra": ""}
        for requirement in resolved.asked:
            needed = requirement.marker is None or requirement.marker.evaluate({**system, **python})
            if needed and canonicalize_name(requirement.name) not in resolved.versions:
                yield f"{requirement.name}{requirement.specifier}"


def lines(everything: list[Resolved]) -> Iterator[str]:
    """Write one line a package, or one for each stretch of Pythons that share a version."""
    for name in sorted({name for resolved in everything for name in resolved.versions}):
        steps = list(changes(name, everything))
        for (since, version), (until, _) in pairwise([*steps, (None, "")]):
            bounds = [f"python_version >= '3.{since}'"] if since != steps[0][0] else []
            bounds += [f"python_version < '3.{until}'"] if until else []
            yield "; ".join(filter(None, (f"{name}=={version}", " and ".join(bounds))))


def changes(name: str, everything: list[Resolved]) -> Iterator[tuple[int, str]]:
    """Tell with which Python each version of a package comes in."""
    before = None
    for resolved in everything:
        version = resolved.versions.get(name, before)
        if version and version != before:
            yield resolved.minor, version
            before = version


def main() -> None:
    """Resolve with every Python, and write the file."""
    found = list(pythons())
    if len(found) < 2:
        sys.exit(
            "Versions differ between Pythons: python3.11 and python3.12 at least have to be on the path, and start."
        )
    everything = [resolve(minor, command) for minor, command in found]
    TARGET.write_text(HEADER + "".join(f"{line}\n" for line in lines(everything)), encoding="utf-8")
    print(f"{TARGET}: made with Python {', '.join(f'3.{resolved.minor}' for resolved in everything)}")


if __name__ == "__main__":
    main()
