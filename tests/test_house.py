"""The house around the code: what is installed, what is pinned, the words of the Makefile, and that noise fails."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from floorwalker.assets import resource
from floorwalker.cli.commands import COMMANDS, commands
from floorwalker.cli.window import window

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = ROOT / "README.md"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"

BELONGS_AT_THE_TOP = {
    *("CHANGELOG.md", "LICENSE", "Makefile", "README.md", "app", "packaging", "pyproject.toml", "resources", "tests"),
    *("build", "dist"),  # what make makes
}


def test_that_the_top_level_holds_only_what_belongs_there() -> None:
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} <= BELONGS_AT_THE_TOP


def test_that_every_package_is_installed() -> None:
    app = ROOT / "app"
    packages = {".".join(path.parent.relative_to(app).parts) for path in app.rglob("__init__.py")}
    resources = {
        ".".join(("floorwalker", *path.parent.relative_to(ROOT).parts))
        for path in (ROOT / "resources").rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == packages | resources


def test_that_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "app").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_that_a_resource_is_found_as_a_file() -> None:
    assert resource("__init__.py").read_bytes() == (ROOT / "resources" / "__init__.py").read_bytes()


def test_that_a_missing_resource_is_told_with_its_remedy() -> None:
    with pytest.raises(FileNotFoundError, match=r"file no/such\.svg is missing at .*\. Install Floorwalker again\."):
        resource("no/such.svg")


def pins() -> list[Requirement]:
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_that_everything_asked_for_is_pinned_once_for_each_python_within_its_bounds(minor: int) -> None:
    python = {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0"}

    def applies(requirement: Requirement) -> bool:
        return requirement.marker is None or requirement.marker.evaluate({**python})

    applying = [pin for pin in pins() if applies(pin)]
    pinned = {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in applying}
    groups = [text for group in PROJECT["dependency-groups"].values() for text in group]
    asked = [*PROJECT["project"]["dependencies"], *groups, *PROJECT["build-system"]["requires"]]
    assert len(pinned) == len(applying)
    for requirement in filter(applies, map(Requirement, asked)):
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_that_pins_are_exact_and_name_no_place() -> None:
    for pin in pins():
        assert re.fullmatch(r"==[0-9][0-9a-z.]*", str(pin.specifier)), pin
        assert pin.url is None


def test_that_nothing_says_where_packages_come_from() -> None:
    files = [ROOT / "Makefile", ROOT / "pyproject.toml", CONSTRAINTS, ROOT / ".ci" / "run", *ROOT.glob("packaging/*")]
    places = re.compile(r"index-url|find-links|trusted-host|PIP_\w*(INDEX|LINKS)", re.IGNORECASE)
    assert [file for file in files if file.is_file() and places.search(file.read_text(encoding="utf-8"))] == []


def test_that_make_help_tells_every_word_that_people_use() -> None:
    answer = run("make", "--no-print-directory", "help").stdout
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony is not None
    for word in set(phony[1].split()) - {"help", "environment", "libraries"}:
        assert f"make {word} " in answer


def shown(parameters: Iterable[object]) -> set[str]:
    """The long names of the options among them that are in a command's help."""
    options = [option for option in parameters if isinstance(option, TyperOption) and not option.hidden]
    return {name for option in options for name in option.opts if name.startswith("--")}


def test_that_the_readme_tells_every_command_and_every_option_and_no_others() -> None:
    told = README.read_text(encoding="utf-8")
    rooms, alone = get_command(commands), get_command(window)
    assert isinstance(rooms, TyperGroup)
    assert set(re.findall(r"`floorwalker ([a-z]+) ", told)) == set(rooms.commands) == COMMANDS
    there = shown(option for room in (alone, *rooms.commands.values()) for option in room.params) | {"--help"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", told)) == there


def test_that_no_file_of_code_is_too_long_to_be_read_at_once() -> None:
    most = {"app": 400, "tests": 500}
    lines = {
        file.relative_to(ROOT).as_posix(): (len(file.read_text(encoding="utf-8").splitlines()), limit)
        for folder, limit in most.items()
        for file in (ROOT / folder).rglob("*.py")
    }
    assert {file: length for file, (length, limit) in lines.items() if length > limit} == {}


def test_that_no_test_waits_for_time_to_pass() -> None:
    waits = re.compile(r"qtbot\.wait\(|\.qWait\(|\bsleep\((?!0\))")
    assert [
        file for file in (ROOT / "tests").rglob("test_*.py") if waits.search(file.read_text(encoding="utf-8"))
    ] == []


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def stand_in(folder: Path, name: str, script: str) -> None:
    command = folder / name
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)


def install(folder: Path) -> subprocess.CompletedProcess[str]:
    script = ". packaging/apt.sh; apt_install 'Qt needs a library' libegl1 libgl1"
    return run("bash", "-c", script, PATH=f"{folder}:{os.environ['PATH']}")


@pytest.mark.skipif(sys.platform != "linux", reason="only Debian and Ubuntu have apt-get")
class TestSystemPackages:
    """Installing what the system lacks, on a machine whose commands are stand-ins that note what they were told."""

    def test_that_without_permission_the_exact_command_is_printed_and_nothing_installed(self, tmp_path: Path) -> None:
        stand_in(tmp_path, "id", "echo 1000")
        stand_in(tmp_path, "sudo", "exit 1")
        stand_in(tmp_path, "apt-get", f"touch {tmp_path}/ran")
        answer = install(tmp_path)
        assert answer.returncode == 1
        command = "    sudo apt-get install --yes --no-install-recommends libegl1 libgl1"
        assert answer.stderr.splitlines() == [
            "Qt needs a library. Install what is missing, then start again:",
            command,
        ]
        assert not (tmp_path / "ran").exists()

    def test_that_sudo_without_a_password_is_used(self, tmp_path: Path) -> None:
        stand_in(tmp_path, "id", "echo 1000")
        stand_in(tmp_path, "sudo", f'echo "$@" >> {tmp_path}/told; exit 0')
        stand_in(tmp_path, "apt-get", "exit 1")
        assert install(tmp_path).returncode == 0
        assert "apt-get install --yes --no-install-recommends libegl1 libgl1" in (tmp_path / "told").read_text()

    def test_that_a_failed_installation_fails(self, tmp_path: Path) -> None:
        stand_in(tmp_path, "id", "echo 0")
        stand_in(tmp_path, "apt-get", "exit 100")
        assert install(tmp_path).returncode == 100


NOISE = """
import atexit, logging, subprocess, sys, threading, warnings
import pytest
from PySide6.QtCore import QThread, QTimer, qWarning

kept = []

def test_silence(): pass
def test_python_warning(): warnings.warn("old")
def test_qt_warning(qtbot): qWarning("QObject: odd")
def test_log(): logging.getLogger("floorwalker").warning("disk is nearly full")

@pytest.mark.expects_log("WARNING floorwalker: disk is .* full")
def test_announced_log(): logging.getLogger("floorwalker").warning("disk is nearly full")

@pytest.mark.expects_log("disk")
def test_announced_log_that_never_comes(): pass

@pytest.mark.expects_log("disk")
def test_another_log_than_announced():
    logging.getLogger("floorwalker").error("disk"); logging.getLogger("floorwalker").error("port")

def test_thread():
    threading.Thread(target=threading.Event().wait, name="forgotten", daemon=True).start()

def test_child():
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))

def test_timer(qtbot):
    timer = QTimer(); timer.start(1000); kept.append(timer)

def test_timer_that_ends_with_its_test(qtbot):
    timer = QTimer(); timer.start(1000)

def test_qt_thread(qtbot):
    thread = QThread(); thread.start(); kept.append(thread)
    atexit.register(thread.wait); atexit.register(thread.quit)

"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run noisy tests under this suite's own rules: the complaint about each by its name, "" for none."""
    folder = tmp_path_factory.mktemp("noise")
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_noise.py").write_text(NOISE, encoding="utf-8")
    report = folder / "report.xml"
    rules = ("-c", ROOT / "pyproject.toml", "--rootdir", ROOT, f"--junit-xml={report}", "-p", "no:cacheprovider")
    answer = run(sys.executable, "-m", "pytest", *rules, folder / "test_noise.py")
    assert answer.returncode == pytest.ExitCode.TESTS_FAILED, answer.stdout + answer.stderr
    cases = ET.parse(report).getroot().iter("testcase")  # noqa: S314 pytest wrote it
    return {
        case.attrib["name"]: " ".join(
            f"{fault.attrib.get('message', '')} {fault.text}" for fault in case if fault.tag in {"failure", "error"}
        )
        for case in cases
    }


@pytest.mark.parametrize("name", ["test_silence", "test_announced_log", "test_timer_that_ends_with_its_test"])
def test_that_silence_passes(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] == ""


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("test_python_warning", "UserWarning: old"),
        ("test_qt_warning", "QObject: odd"),
        ("test_log", "WARNING floorwalker: disk is nearly full"),
        ("test_announced_log_that_never_comes", "Expected in the log, but not there: ['disk']"),
        ("test_another_log_than_announced", "ERROR floorwalker: port"),
        ("test_thread", "thread forgotten"),
        ("test_child", "input()"),
        ("test_timer", "QTimer"),
        ("test_qt_thread", "QThread"),
    ],
)
def test_that_noise_fails(outcomes: dict[str, str], name: str, complaint: str) -> None:
    assert complaint in outcomes[name]


def test_that_tests_have_a_home_of_their_own(home: Path) -> None:
    assert Path.home() == home
    assert {path.name for path in home.glob(".*")} == {".cache", ".config", ".local", ".run"}
