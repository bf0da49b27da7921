"""Where a follower wants to begin: `/feed?since=SESSION:SEQ`."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs
from uuid import UUID

_MOST_FIELDS = 50
_LARGEST = 2**63 - 1


class NotAPlace(ValueError):
    """What stands behind `since=` cannot be read; says so for people."""


@dataclass(frozen=True, slots=True)
class Since:
    """After which event of which session to go on. session: its UUID, None for whichever there is. seq: 0 for the
    beginning, None for what comes from now on.
    """

    session: str | None = None
    seq: int | None = 0

    @classmethod
    def of_query(cls, query: bytes) -> Self:
        """What a request's query asks for; the beginning where it does not say. Raises NotAPlace."""
        try:
            told = parse_qs(query.decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError as error:
            raise NotAPlace("The query has too many parts.") from error
        asked = told.get("since", [])
        if len(asked) > 1:
            raise NotAPlace("“since” stands in the query more than once.")
        return cls._read(asked[0]) if asked else cls()

    @classmethod
    def _read(cls, text: str) -> Self:
        if text == "now":
            return cls(seq=None)
        session, _, seq = text.rpartition(":")
        if not (seq.isascii() and seq.isdigit() and len(seq) < 20 and int(seq) <= _LARGEST):
            raise NotAPlace("“since” is SESSION:SEQ, such as since=0d9a6f3e-2b5c-4c1d-8e7f-000000000003:812, or now.")
        try:
            return cls(str(UUID(session)), int(seq))
        except ValueError as error:
            raise NotAPlace(
                "The session in since=SESSION:SEQ is a UUID, which the feed's first frame tells."
            ) from error

    def position(self, session: str, newest: int) -> int:
        """The seq after which a session goes on. newest: its newest. Of another session nothing has been seen; of a
        number that was not given yet (the file is an older copy of itself) everything that is there has.
        """
        if self.seq is None:
            return newest
        if self.session is not None and self.session != session:
            return 0
        return min(self.seq, newest)
