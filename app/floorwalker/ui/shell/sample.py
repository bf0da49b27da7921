"""A first event to post by hand."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def curl_line(url: str) -> str:
    """A command for this system's shell that posts a new event: an agent who becomes available now."""
    return command_line(["curl", "-H", "Content-Type: application/json", "-d", json.dumps(_event()), url])


def command_line(words: Sequence[str]) -> str:
    """A command for this system's shell."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _event() -> dict[str, str | int]:
    return {
        "Id": str(uuid.uuid4()),
        "CreationDateUtc": f"{datetime.now(UTC):%Y%m%d%H%M%S}",
        "Category": 1,
        "Code": 3,
        "SessionId": "hello-1",
        "SessionType": "CCA",
        "Username": "a.lopez",
        "PhoneNo": "1001",
        "ActivityCode": 16,
        "AvailabilityCode": 1,
    }
