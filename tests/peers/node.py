"""Peers of Floorwalker in JavaScript, made with the libraries that this field uses there, and run by Node.

Their scripts lie in this folder as CommonJS modules (`.cjs`), for which alone Node looks in NODE_PATH. What they need
is in package.json, in exact versions, and is installed once into .cache.
"""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "peers"

# As it was before the tests moved to homes of their own: the user's settings of npm say how to reach its registry.
_ENVIRONMENT = dict(os.environ)


def modules() -> Path:
    """The folder of the modules, installed first where package.json has changed. Safe for several tests at once."""
    wanted = (HERE / "package.json").read_bytes()
    folder = CACHE / hashlib.sha256(wanted).hexdigest()[:12]
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / "package.json").write_bytes(wanted)
            _npm_install(folder)
            (folder / "complete").touch()
    return folder / "node_modules"


def _npm_install(folder: Path) -> None:
    command = ("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts")
    done = subprocess.run(command, cwd=folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def peer(script: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A script of this folder as a process with pipes, whose stderr is the test's. It is ended if it has not yet."""
    command = ("node", str(HERE / script), *arguments)
    environment = {**os.environ, "NODE_PATH": str(modules())}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
