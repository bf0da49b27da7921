"""Puts secrets into the system's key store, off the window's thread: the store may wait for the user to open it."""

from __future__ import annotations

import logging
import threading
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from floorwalker.secret import SecretError, forget_secret, keep_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_log = logging.getLogger(__name__)

_OURS: Final = "source-"
"""How the names begin that the window gives to secrets in the key store."""


class Keeping(QObject):
    """Keeps some secrets, all or none.

    done(dict of secret to reference). failed(problem, remedy). One of them is told, on the window's thread. The thread
    is one that may be left alone: a store that never answers holds up neither the dialog nor the end of the program.
    """

    done = Signal(object)
    failed = Signal(str, str)

    def keep(self, secrets: Sequence[str]) -> None:
        """Begin."""
        threading.Thread(target=self._keep, args=(secrets,), name="key store", daemon=True).start()

    def _keep(self, secrets: Sequence[str]) -> None:
        kept: dict[str, str] = {}
        try:
            for secret in secrets:
                kept[secret] = keep_secret(f"{_OURS}{token_hex(6)}", secret)
        except SecretError as error:
            _forget(kept.values())
            self.failed.emit(error.problem, error.remedy)
        except Exception as error:  # noqa: BLE001 a store is a stranger's plug-in, and may fail in any way
            _log.info("The key store failed: %r", error)
            _forget(kept.values())
            failed = f"The system's key store failed ({type(error).__name__})."
            self.failed.emit(failed, "Give the secret as file:PATH.")
        else:
            self.done.emit(kept)


def forget(references: Iterable[str]) -> None:
    """Take secrets out of the key store that the window put there and that nothing uses any more."""
    ours = [reference for reference in references if reference.startswith(f"keyring:{_OURS}")]
    if ours:
        threading.Thread(target=_forget, args=(ours,), name="key store", daemon=True).start()


def _forget(references: Iterable[str]) -> None:
    for reference in references:
        _quietly(forget_secret, reference.removeprefix("keyring:"))


def _quietly(do: Callable[[str], None], name: str) -> None:
    try:
        do(name)
    except Exception as error:  # noqa: BLE001 as above; nothing depends on it
        _log.info("The key store did not forget %s: %r", name, error)
