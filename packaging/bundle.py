"""Makes what is handed out, into dist/: the source archive, the wheel, and the program as a folder of its own.

The program is frozen from the installed wheel, in an environment that has only what the wheel asks for, so that it has
what users of the wheel get and nothing of this tree. It is then started and tried (smoke_test.py).
Usage: python packaging/bundle.py     with a Python that has the dependency group `package` and Floorwalker's own needs
"""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
CONSTRAINTS = PACKAGING / "constraints.txt"


def main() -> None:
    """Build, install, freeze, and try."""
    for folder in (BUILD, DIST):
        shutil.rmtree(folder, ignore_errors=True)
    BUILD.mkdir()
    wheel = make_wheel()
    python = install(wheel)
    freeze(python)
    say("Trying it")
    version = wheel.name.split("-")[1]
    run(sys.executable, PACKAGING / "smoke_test.py", DIST / "floorwalker", version, BUILD / "window.png")


def make_wheel() -> Path:
    """Build the source archive, and the wheel from it."""
    say("Building the wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", DIST, ROOT, quiet=True)
    return next(DIST.glob("*.whl"))


def install(wheel: Path) -> Path:
    """Install the wheel and PyInstaller into an environment of their own, and tell its Python."""
    say("Installing it into an environment of its own")
    environment = BUILD / "environment"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = (python, "-m", "pip", "--disable-pip-version-check", "-qq", "install", "--constraint", CONSTRAINTS)
    run(*pip, "pip")
    run(*pip, wheel, "pyinstaller")
    return python


def freeze(python: Path) -> None:
    """Freeze the installed program into a folder. Started in build/, so that nothing is imported from this tree."""
    say("Freezing it")
    folders = ("--distpath", DIST, "--workpath", BUILD / "pyinstaller")
    options = ("--noconfirm", "--log-level", "ERROR")
    run(python, "-P", "-m", "PyInstaller", *folders, *options, PACKAGING / "floorwalker.spec")


def say(what: str) -> None:
    """Tell what begins."""
    print(f"{what} …", flush=True)


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a command in build/, and end with its failure, if it fails, and all that it said."""
    result = subprocess.run(command, cwd=BUILD, check=False, capture_output=quiet, text=True)
    if result.returncode:
        sys.exit(f"{result.stdout or ''}{result.stderr or ''}Failed: {' '.join(map(str, command))}")


if __name__ == "__main__":
    main()
