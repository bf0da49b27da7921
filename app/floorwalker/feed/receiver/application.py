"""The receiver as a raw ASGI application: a request in, an answer out once the journal is durable.

One event a request is what most senders send, so that way is kept short: heads are judged once and remembered, a body
that arrived with its head is not waited for, an answer is made once and sent often.
"""

import asyncio
import time
from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from floorwalker.event.body import Accepted, Item, Refused, Unreadable, read_body
from floorwalker.event.catalog import Catalog
from floorwalker.feed.receiver.answers import (
    MOST_PROBLEMS,
    Answer,
    Receive,
    Send,
    as_json,
    busy,
    problem,
    problem_in_200,
    taken,
)
from floorwalker.feed.receiver.bodies import (
    GZIP,
    BodyReader,
    Gone,
    Limits,
    NotPacked,
    TooLarge,
    TooMuchAtOnce,
    TooSlow,
    unpacked,
)
from floorwalker.feed.receiver.guard import KeptOut
from floorwalker.feed.receiver.routes import USUAL, Head, Routes
from floorwalker.feed.receiver.turned_away import Refusal, TurnedAway
from floorwalker.session.records import Delivery, Receipt

_SMALL = 128 * 2**10
"""Bytes. To judge more takes milliseconds, which other senders' requests shall not wait for."""

_KNOWN_PACKING = ("", "identity", "gzip", "x-gzip")

_HEADS = 1024
"""So many different heads are remembered. A sender that signs or traces its requests sends a new one each time."""

_LONGEST_HEAD = 4 * 2**10
"""Bytes of a head that is worth remembering: no more than some megabytes of them."""

Scope = MutableMapping[str, Any]
Outcome: TypeAlias = "Receipt | Unavailable"
Commit: TypeAlias = Callable[[Delivery, Callable[[Outcome], None]], None]
"""Makes a delivery durable, and then tells what became of it. Raises Unavailable where that cannot be now."""


class Unavailable(Exception):
    """The journal cannot take a delivery now; says why for people. retry_after: seconds until it is worth trying
    again.
    """

    def __init__(self, why: str, retry_after: int = 1) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after

    def answer(self) -> Answer:
        """What the sender is told."""
        return busy(self.why, retry_after=self.retry_after)


def settle(answer: asyncio.Future[Any], outcome: object) -> None:
    """Gives an outcome to whoever waits for it, unless nobody does any more."""
    if answer.done():
        return
    if isinstance(outcome, BaseException):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a receiver needs of whoever runs it.

    commit: makes a delivery durable, or raises Unavailable. health: what GET /health tells. crowded: True while there
    are more connections than are served.
    """

    commit: Commit
    health: Callable[[], dict[str, object]]
    crowded: Callable[[], bool]


class _Found(NamedTuple):
    """A delivery, and the status that it deserves, whatever the listener's policy makes of it."""

    delivery: Delivery
    status: int


class _Unsigned(Exception):
    """A body's signature is not accepted."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class Receiver:
    """The ASGI application of one listener. For one event loop; make it there.

    feed: the journal's id of this listener. routes: its paths, and who is let in.

    A server that has a whole request in its hands may spare itself ASGI's task and messages: `shortcut` and `take` give
    the same answers to the requests that nearly all senders make.
    """

    def __init__(
        self, feed: int, catalog: Catalog, around: Surroundings, limits: Limits, routes: Routes = USUAL
    ) -> None:
        self._feed = feed
        self._catalog = catalog
        self._around = around
        self._limits = limits
        self._routes = routes
        self._small = min(limits.body, _SMALL)
        self._bodies = BodyReader(limits)
        self._heads: dict[tuple[object, ...], Head] = {}
        self._turned_away = TurnedAway()
        # What is found in a body needs many times its memory.
        self._one_large = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        head = self._head(scope)
        try:
            if self._around.crowded():
                answer = busy("There are too many connections.", close=True)
            elif head.to == "post":
                answer = await self._post(head, scope, receive)
            elif head.kept_out is not None:
                answer = await self._keep_out(head, scope, head.kept_out, receive)
            else:
                answer = head.answer or as_json(200, self._around.health())
        except Gone:
            return
        await answer.send(send)

    def shortcut(self, scope: Scope, body: bytes) -> Head | None:
        """The head of a whole request, if `take` can take it."""
        if self._routes.guard.asks_for_signatures or not self.takes(body):
            return None
        head = self._head(scope)
        return head if head.to == "post" else None

    def takes(self, body: bytes) -> bool:
        """Whether `take` can take a request with such a body, if its head is to post."""
        return len(body) <= self._small and not body.startswith(GZIP) and not self._around.crowded()

    def take(self, head: Head, scope: Scope, body: bytes, respond: Callable[[Answer], None]) -> None:
        """Hands over the answer to a request, at once or when its events are durable."""
        found = self._judge(head, scope, body)
        try:
            self._around.commit(found.delivery, lambda outcome: respond(_told(found, outcome)))
        except Unavailable as unavailable:
            respond(unavailable.answer())

    def _head(self, scope: Scope) -> Head:
        headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
        server = scope["server"]
        path, query, method = scope["path"], scope["query_string"], scope["method"]
        key = (method, path, query, server, *[header for header in headers if header[0] != b"content-length"])
        head = self._heads.get(key)
        if head is None:
            head = self._routes.judge(method, path, query, headers, server[0] if server else "")
            if sum(len(name) + len(value) for name, value in headers) + len(query) <= _LONGEST_HEAD:
                if len(self._heads) >= _HEADS:
                    self._heads.clear()
                self._heads[key] = head
        return head

    async def _post(self, head: Head, scope: Scope, receive: Receive) -> Answer:
        if head.awaits_continue and (size := _announced(scope)) > self._limits.body:
            # The sender asks before it sends, and is spared a body that is too large.
            return await self._turn_away(head, scope, self._too_large(size))
        try:
            found = await self._found(head, scope, receive)
            return _told(found, await self._committed(found.delivery))
        except (TooLarge, TooSlow, _Unsigned) as refused:
            return await self._turn_away(head, scope, self._refusal(refused))
        except TooMuchAtOnce:
            return busy("Too many large bodies are arriving at once.", close=True)
        except Unavailable as unavailable:
            return unavailable.answer()

    async def _found(self, head: Head, scope: Scope, receive: Receive) -> _Found:
        body = await self._bodies.read(receive)
        if len(body) <= self._small:
            return self._judge(head, scope, body)
        async with self._one_large:
            return await asyncio.to_thread(self._judge, head, scope, body)

    def _refusal(self, refused: TooLarge | TooSlow | _Unsigned) -> Refusal:
        if isinstance(refused, _Unsigned):
            return refused.refusal
        if isinstance(refused, TooLarge):
            return self._too_large(refused.size)
        why = f"The body was not whole within {self._limits.seconds:g} s. Send it at once."
        return Refusal(408, refused.size, why)

    def _judge(self, head: Head, scope: Scope, body: bytes) -> _Found:
        """What is in a body. May be called on any thread. Raises TooLarge, or _Unsigned for a wrong signature."""
        verdict = self._verdict(scope, body) if self._routes.guard.asks_for_signatures else ""
        plain, status = body, 200
        try:
            plain = unpacked(body, self._limits.body)
            items: Sequence[Item] = read_body(plain, self._catalog, head.content_type)
        except NotPacked as damaged:
            status, items = 400, [Refused.because(body, str(damaged))]
        except Unreadable as unreadable:
            status, items = 400, [Refused.because(plain, _unreadable(unreadable, head))]
        else:
            if not items:
                status, items = 422, [Refused.because(plain, "There is no event in it.")]
            elif type(items[0]) is not Accepted and not any(type(item) is Accepted for item in items):
                status = 422
        answer = self._routes.given(status)
        return _Found(self._delivery(head, scope, len(body), answer, items, verdict), status)

    def _verdict(self, scope: Scope, body: bytes) -> str:
        guard = self._routes.guard
        verdict = guard.verdict(scope["headers"], body)
        kept_out = guard.keeps_out_signed(verdict)
        if kept_out is not None:
            raise _Unsigned(Refusal(kept_out.status, len(body), kept_out.why, kept_out.headers, verdict))
        return verdict

    async def _keep_out(self, head: Head, scope: Scope, why: KeptOut, receive: Receive) -> Answer:
        # Whoever asks before sending has sent nothing that would have to be read first.
        size = 0 if head.awaits_continue else await self._bodies.drain(receive)
        return await self._turn_away(head, scope, Refusal(why.status, size, why.why, why.headers))

    async def _committed(self, delivery: Delivery) -> Receipt:
        """Returns when the delivery is durable. Raises Unavailable."""
        answer: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._around.commit(delivery, partial(settle, answer))
        return await answer

    def _too_large(self, size: int) -> Refusal:
        return Refusal(
            413, size, f"The body is over the limit of {self._limits.body:,} bytes. Send fewer events at a time."
        )

    async def _turn_away(self, head: Head, scope: Scope, refusal: Refusal) -> Answer:
        """Only the reason is kept of a body that nobody read. That the journal cannot take it changes no answer."""
        why = self._turned_away.worth_noting(refusal, scope["client"], time.monotonic())
        given = self._routes.given(refusal.status)
        if why is not None:
            items = [Refused.because(b"", why)]
            with suppress(Unavailable):
                await self._committed(self._delivery(head, scope, refusal.size, given, items, refusal.verdict))
        answer = problem if given == refusal.status else problem_in_200
        return answer(refusal.status, refusal.why, headers=refusal.headers, close=True)

    def _delivery(
        self, head: Head, scope: Scope, size: int, answer: int, items: Sequence[Item], verdict: str = ""
    ) -> Delivery:
        return Delivery(time.time_ns() // 1000, self._feed, _peer(scope), head.envelope, size, answer, items, verdict)


def _told(found: _Found, outcome: Outcome) -> Answer:
    """What the sender is told when its delivery is durable, or cannot be."""
    if isinstance(outcome, Unavailable):
        return outcome.answer()
    receipt = outcome
    delivery, status = found
    problems = _problems(delivery.items) if receipt.rejected else []
    if status == 200:
        return taken(receipt.accepted, receipt.duplicates, receipt.rejected, problems)
    whole = len(problems) == 1 and problems[0][0] == ""
    detail = problems[0][1] if whole else "Nothing in it is an event."
    if delivery.answer == status:
        return problem(status, detail, problems)
    return problem_in_200(status, detail, problems, rejected=receipt.rejected)


def _problems(items: Sequence[Item]) -> list[tuple[str, str]]:
    faults = (fault for item in items if isinstance(item, Refused) for fault in item.faults)
    return [(fault.at, fault.problem) for fault in islice(faults, MOST_PROBLEMS)]


def _peer(scope: Scope) -> str:
    client = scope["client"]
    if not client:
        return ""
    host, port = client
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _announced(scope: Scope) -> int:
    """The body's length as the sender announced it; 0 where it did not."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _unreadable(fault: Unreadable, head: Head) -> str:
    where = f" ({fault.at})" if fault.at else ""
    packing = head.content_coding
    hint = f" It is said to be packed as {packing}: send it plain, or as gzip." if packing not in _KNOWN_PACKING else ""
    return f"{fault.problem}{where}{hint}"
