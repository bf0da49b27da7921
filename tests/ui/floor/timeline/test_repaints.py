"""The chart goes on, however often it is painted."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
TIMES = 5000


@pytest.mark.timeout(300)
def test_that_a_chart_can_be_repainted_thousands_of_times() -> None:
    command = [sys.executable, "-m", "tests.ui.floor.timeline.repaints", str(TIMES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=290, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{TIMES} repaints, {TIMES // 1000} different pictures kept"
    assert "Error" not in done.stderr
