"""Other people's programs in environments of their own, made on demand beside the results."""

import subprocess
import venv
from pathlib import Path


def apart(folder: Path, name: str, *wanted: str) -> Path | None:
    """The folder of programs of an environment with the packages *wanted*, made where it is not there yet; None, and
    said, where it cannot be."""
    home = folder / name
    programs, ready = home / "bin", home / "ready"
    if not ready.exists():
        venv.create(home, with_pip=True, clear=True)
        command = [str(programs / "python"), "-m", "pip", "install", "-q", "--timeout", "15", "--retries", "1", *wanted]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode:
            print(f"{name} is left out, it could not be installed: {done.stderr.strip().splitlines()[-1:]}")
            return None
        ready.touch()
    return programs
