"""The reference for a window's event loop: Qt's own with an empty table on the screen.

`python -m tests.benchmarks.bare_window SECONDS` prints one JSON object when it begins, and its beats when it ends.
"""

import json
import sys

from tests.benchmarks.probing import HeartRate  # before Qt, see there

# isort: split
from PySide6.QtWidgets import QApplication, QTableView


def main() -> None:
    application = QApplication([])
    table = QTableView()
    table.resize(1280, 800)
    table.show()
    heart = HeartRate(float(sys.argv[1]))
    heart.ended.connect(application.quit)
    heart.begin()
    print(json.dumps({"beats": True}), flush=True)
    application.exec()
    print(json.dumps(heart.figures()), flush=True)


if __name__ == "__main__":
    main()
