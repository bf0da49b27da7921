"""Starts the frozen program and tries what a user would: its version, a capture, an export, a picture of the window.

Whatever it prints is searched for signs of something that was not packed. The window opens on a virtual display where
there is Xvfb, else off screen.
Usage: python packaging/smoke_test.py FOLDER VERSION PICTURE     FOLDER holds the program, PICTURE is left to look at
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

SIGNS_OF_SOMETHING_MISSING = (
    *("ModuleNotFoundError", "ImportError", "Traceback", "No module named", "could not load", "Could not load"),
    *("cannot open shared object file", "cannot find", "is missing at"),
)
TIME_LIMIT = 90  # seconds that each command may take
EVENT = b'{"Id":"7d444840-9dc0-11d1-b245-5ffdce74fad2","CreationDateUtc":"20261122091403","Category":1,"Code":3}'


class Failed(Exception):
    """The program does not do what it should."""


class Program:
    """The frozen program, started as on a machine that has neither Python nor this tree."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.path = folder / ("floorwalker.exe" if sys.platform == "win32" else "floorwalker")
        self.home = home
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_RUNTIME_DIR"):
            self.environment[name] = str(home)

    def run(self, *arguments: str | Path, **variables: str) -> bytes:
        """Run a command to its end, and tell what it wrote to its standard output."""
        command = [str(self.path), *map(str, arguments)]
        environment = {**self.environment, **variables}
        result = subprocess.run(
            command, env=environment, cwd=self.home, timeout=TIME_LIMIT, capture_output=True, check=False
        )
        complain(command, result.returncode, result.stdout + result.stderr)
        return result.stdout

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Start a command that goes on, in such a way that it can be told to stop on its standard input."""
        return subprocess.Popen(
            [str(self.path), *map(str, arguments)],
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


def complain(command: list[str], code: int | None, output: bytes) -> None:
    """Raise Failed when a command's exit code or its words say that something is wrong."""
    text = output.decode(errors="replace")
    signs = [sign for sign in SIGNS_OF_SOMETHING_MISSING if sign in text]
    if code or signs:
        raise Failed(f"{' '.join(command)}\nended with {code}{f', and said {signs}' if signs else ''}:\n{text}")


def try_version(program: Program, version: str) -> None:
    """Ask for its version."""
    answer = program.run("--version").decode()
    if version not in answer:
        raise Failed(f"Expected version {version}, and it says: {answer}")


def try_capture(program: Program) -> None:
    """Post an event to a capture, and get it back by an export, byte for byte."""
    session = program.home / "smoke.fw"
    with program.start("capture", session, "--listen", "127.0.0.1:0", "--control") as capture:
        alarm = threading.Timer(TIME_LIMIT, capture.kill)
        alarm.start()
        try:
            answer, said = post_to(capture)
            rest, _ = capture.communicate(b"stop\n")
        finally:
            alarm.cancel()
            capture.kill()
    complain(["floorwalker", "capture"], capture.returncode, said + rest)
    if answer.get("accepted") != 1:
        raise Failed(f"The event was answered with {answer}")
    exported = program.run("export", session)
    if exported != b"[\n" + EVENT + b"\n]\n":
        raise Failed(f"The event came back as {exported!r}")


def post_to(capture: subprocess.Popen[bytes]) -> tuple[dict[str, object], bytes]:
    """Wait until the capture listens, and post the event: the answer, and what the capture said until then."""
    said = b""
    for line in capture.stdout or ():
        said += line
        message = json.loads(line) if line.startswith(b"{") else {}
        if message.get("type") == "ready":
            request = urllib.request.Request(message["url"], EVENT, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=TIME_LIMIT) as answer:
                return json.load(answer), said
    raise Failed(f"The capture ended before it listened:\n{said.decode(errors='replace')}")


def try_window(program: Program, picture: Path) -> None:
    """Open the window on a simulated centre, and look at its picture."""
    picture.unlink(missing_ok=True)
    with display() as variables:
        program.run("--demo", "--screenshot", picture, "--after", "8", **variables)
    image = QImage(str(picture))
    points = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    colours = {image.pixel(x, y) for x, y in points}
    print(f"{picture}: {image.width()} × {image.height()} points, {len(colours)} colours")
    if len(colours) < 16:
        raise Failed(f"The window's picture is blank: {picture}")


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """Open a virtual display where there is one, and tell how the window gets there."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        yield {"QT_QPA_PLATFORM": "offscreen"} if sys.platform == "linux" else {}
        return
    command = [xvfb, "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            number = server.stdout.readline().strip() if server.stdout else ""
            yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


def size_of(folder: Path) -> float:
    """Add up the sizes of a folder's files, in millions of bytes; a link is not counted again."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def main(folder: Path, version: str, picture: Path) -> None:
    """Try everything, then tell how large it is."""
    with tempfile.TemporaryDirectory() as home:
        program = Program(folder, Path(home))
        try_version(program, version)
        try_capture(program)
        try_window(program, picture)
    print(f"{folder}: {size_of(folder):.0f} MB, starts, captures, exports and draws")
    for path in sorted(folder.parent.glob("*.*")):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).absolute(), sys.argv[2], Path(sys.argv[3]).absolute())
    except Failed as failure:
        sys.exit(str(failure))
