"""Feeds that another Floorwalker serves: followed from where they were left, each event once and in order."""

from dataclasses import dataclass

from floorwalker.event.body import read_objects
from floorwalker.feed.websocket.connection import Came
from floorwalker.feed.websocket.losses import Loss, each_other, itself
from floorwalker.feed.websocket.relayed import SUBPROTOCOL, Frame, Hello, NotRelayed, events_of, frame_of, micros
from floorwalker.feed.websocket.visit import TOGETHER, Visit
from floorwalker.session.records import Sent


@dataclass(slots=True)
class Relay:
    """How far a feed has been followed, from one connection to the next.

    since: (session, seq) of the newest event that was taken or is known to be gone, None where nothing is known yet.
    """

    since: tuple[str, int] | None
    _session: str = ""
    _next: int = 0
    _is_told: bool = False
    _asked_again: tuple[str, int] | None = None

    async def take(self, visit: Visit, hello: Hello) -> Loss:
        """Takes what comes behind a hello, until something is left out; nothing where events would go round in
        circles. Raises ConnectionClosed.
        """
        if hello.session == visit.home.session:
            return itself()
        if visit.home.is_followed_by(hello.session):
            return each_other()
        whole = self._begin(visit, hello)
        await visit.tell("connected", SUBPROTOCOL, whole=whole)
        # What the return did not bring is told already, and needs no gap of its own.
        self._is_told = not whole
        while True:
            came = await visit.connection.came(TOGETHER)
            await visit.intake.room()
            if self._take_together(visit, came):
                continue
            for frame in came.frames:
                await visit.intake.room()
                try:
                    loss = await self._take_frame(visit, came.at, frame)
                except NotRelayed as wrong:
                    visit.refuse(came.at, frame, str(wrong))
                else:
                    if loss is not None:
                        return loss

    def _take_together(self, visit: Visit, came: Came) -> bool:
        """Takes frames of which each is the next event; none where one is not."""
        said = events_of(came.frames, self._next) if self._next > 0 else None
        if said is None:
            return False
        items = read_objects([bytes(one.event) for one in said], visit.home.catalog)
        if items is None:
            return False
        try:
            sents = [Sent(self._session, one.seq, micros(one.received)) for one in said]
        except NotRelayed:
            return False
        self._is_told = False
        visit.take_together(came, items, sents)
        self._go_to(said[-1].seq)
        return True

    async def _take_frame(self, visit: Visit, at: int, frame: bytes) -> Loss | None:
        """Takes what one frame says. Returns a loss where something is left out. Raises NotRelayed."""
        said = frame_of(frame)
        if said.type == "gap":
            await self._miss(visit, said.to, "The feed no longer has", is_told=self._is_told)
        elif not said.type:
            if said.seq > self._next > 0:
                if self._asked_again != (self._session, self._next):
                    return self._ask_again(said.seq)
                await self._miss(visit, said.seq - 1, "The feed leaves out", is_told=False)
            self._is_told = False
            await self._take_event(visit, at, said, len(frame))
        return None

    def _begin(self, visit: Visit, hello: Hello) -> bool:
        """Where to go on. Returns whether nothing is missing there that came after what was taken before.

        Of another session nothing was taken: it begins with its oldest event. A session that is shorter than it was is
        an older copy of itself, and what it adds from there on is new.
        """
        self._session = hello.session
        if self.since is None and visit.target.begins_itself:
            self._next = 0
            return False
        taken = self.since[1] if self.since is not None and self.since[0] == hello.session else None
        self._next = hello.oldest if taken is None else min(taken, hello.newest) + 1
        self.since = (hello.session, self._next - 1)
        return not visit.is_told and taken is not None and hello.oldest - 1 <= taken <= hello.newest

    def _ask_again(self, seq: int) -> Loss:
        """What is left out without a word may only not have been asked for; the second time it is missing."""
        self._asked_again = (self._session, self._next)
        return Loss(f"The feed left out {_events(self._next, seq - 1)}, which it is asked for again.")

    async def _miss(self, visit: Visit, last: int, why: str, *, is_told: bool) -> None:
        """Goes on behind what is not to be had, and tells of it as of a loss and a return."""
        if last < self._next:
            return
        detail = f"{why} {_events(self._next, last)}."
        self._go_to(last)
        if not is_told:
            await visit.tell("reconnecting", detail)
            await visit.tell("connected", SUBPROTOCOL)

    async def _take_event(self, visit: Visit, at: int, said: Frame, size: int) -> None:
        """Takes an event, unless it was taken before. Raises NotRelayed."""
        payload = bytes(said.event)
        if said.seq < 1 or not payload:
            raise NotRelayed(f"it is no frame of {SUBPROTOCOL}: it has no seq or no event")
        if said.seq < self._next:
            return
        items = await visit.judged(payload)
        visit.take(at, size, items, Sent(self._session, said.seq, micros(said.received)))
        self._go_to(said.seq)

    def _go_to(self, seq: int) -> None:
        self._next = seq + 1
        self.since = (self._session, seq)


def _events(first: int, last: int) -> str:
    return f"event {first:,}" if first == last else f"the events {first:,} to {last:,}"
