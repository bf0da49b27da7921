"""The sources that a window started without any uses: those that were chosen last in the dialog.

They lie in `sources.json` beside the other settings, as `floorwalker.sources` reads them: secrets are references.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from floorwalker.files import write_setting
from floorwalker.sources import Sources, SourcesError

if TYPE_CHECKING:
    from floorwalker.trouble import Trouble


def remembered_file() -> Path:
    """Where they lie."""
    return Path(QSettings().fileName()).with_name("sources.json")


def recall() -> Sources | None:
    """Those chosen last, None where none ever were. Raises SourcesError where their file cannot be used."""
    file = remembered_file()
    return Sources.load(file) if file.exists() else None


def remember(sources: Sources) -> None:
    """Use these from now on. The file is replaced whole, and for our user only. Raises SourcesError."""
    file = remembered_file()
    try:
        write_setting(file, sources.model_dump_json(exclude_defaults=True, indent=2) + "\n")
    except OSError as error:
        raise _cannot_be_kept(file, error) from error


def _cannot_be_kept(file: Path, error: OSError) -> Trouble:
    return SourcesError(
        f"The sources are in use, but cannot be remembered: {file} cannot be written ({error.strerror}).",
        "Make room there or allow it for your user, then apply them again.",
    )
