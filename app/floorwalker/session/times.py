"""Times as files and messages tell them: ISO 8601 in UTC, with a Z."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso_seconds(seconds: int) -> str:
    """Seconds since 1970 as "2026-11-22T09:00:00Z". Years 1 to 9999."""
    # A sum, because fromtimestamp knows no times before 1970 on some systems.
    return (_EPOCH + timedelta(seconds=seconds)).isoformat(timespec="seconds").replace("+00:00", "Z")


def iso_microseconds(microseconds: int) -> str:
    """Microseconds since 1970 as "2026-11-22T09:00:00.000000Z". Years 1 to 9999."""
    return (_EPOCH + timedelta(microseconds=microseconds)).isoformat(timespec="microseconds").replace("+00:00", "Z")
