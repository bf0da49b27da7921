"""Key stores for tests: one that is a file of the test's home, so that child processes find it too, and a broken one.

A child is told by PYTHON_KEYRING_BACKEND=tests.keystores.InAFile, and finds it where PYTHONPATH has the project.
"""

import json
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


def store_file() -> Path:
    return Path.home() / "key-store.json"


class InAFile(KeyringBackend):
    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's own has no types

    def get_password(self, service: str, username: str) -> str | None:
        return self._all().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._all(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._all()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError(username)
        self._write(kept)

    def _all(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(store_file().read_text()) if store_file().exists() else {}
        return found

    def _write(self, kept: dict[str, str]) -> None:
        draft = store_file().with_suffix(".draft")
        draft.write_text(json.dumps(kept))
        draft.replace(store_file())


class Locked(KeyringBackend):
    """One that its user does not open."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's own has no types

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} of {username} stayed closed")

    def set_password(self, service: str, username: str, password: str) -> None:
        del password
        raise KeyringLocked(f"{service} of {username} stayed closed")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked(f"{service} of {username} stayed closed")
