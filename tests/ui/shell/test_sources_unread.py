"""A program of its own, for what is imported here has long been imported."""

import json
import subprocess
import sys

_LOOK = """
import json, linecache
import floorwalker.ui.application
print(json.dumps(list(linecache.cache)))
"""


def test_that_importing_the_window_keeps_no_sources_in_memory() -> None:
    told = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True, timeout=60).stdout
    kept = [name for name in json.loads(told) if "floorwalker/ui" in name or "pyqtgraph" in name or "numpy" in name]
    assert kept == []
