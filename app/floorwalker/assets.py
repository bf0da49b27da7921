"""Finds what ships beside the code: catalog, icons, styles and samples.

They lie in the package `floorwalker.resources`, which is the top-level folder `resources/` of the source tree, and are
ordinary files in an editable install, in an installed wheel and in the frozen program alike.
"""

from importlib import resources
from pathlib import Path


def resource(name: str) -> Path:
    """Tell where a resource lies, by its name relative to `resources/`, such as `catalog.json` or `icons/floor.svg`.

    Raises FileNotFoundError, worded for people, where it is not there: only a damaged installation lacks one.
    """
    path = Path(str(resources.files("floorwalker.resources").joinpath(name)))
    if not path.exists():
        raise FileNotFoundError(f"Floorwalker's own file {name} is missing at {path}. Install Floorwalker again.")
    return path
