"""What one transaction is to store, column by column, whether it came alone or with others."""

from collections.abc import Sequence
from itertools import repeat

from floorwalker.event.body import Accepted, Columns, Item, Refused
from floorwalker.session.records import Delivery, Frames, Receipt


class Arrived:
    """Deliveries with their numbers, from *first* on, and what was in them.

    numbers: of all deliveries; firsts: the first number of each of *came*. events: all of them. received, feeds,
    deliveries: of each event when and by which feed it came, and the delivery's number. refused: each with its
    delivery's number and what it came in.
    """

    def __init__(self, came: Sequence[Delivery | Frames], first: int) -> None:
        self.came = came
        self.numbers = range(first, first)
        self.firsts: list[int] = []
        self.received: list[int] = []
        self.feeds: list[int] = []
        self.deliveries: list[int] = []
        self.refused: list[tuple[int, Delivery | Frames, Refused]] = []
        self._counts: list[int] = []
        self._parts: list[Columns] = []
        self._alone: list[Accepted] = []
        singles = _singles(came)
        if singles is None:
            for one in came:
                self._take(one)
            self._gather()
        else:
            self._take_singles(singles)
        self.events = Columns.joined(self._parts or [Columns.of([])])

    def _take_singles(self, events: Sequence[Accepted]) -> None:
        """Takes deliveries with nothing but an event in each, as most senders send them, in a third of the time."""
        self.numbers = range(self.numbers.start, self.numbers.start + len(events))
        self.firsts += self.numbers
        self.deliveries += self.numbers
        self.received = [one.received for one in self.came]
        self.feeds = [one.feed for one in self.came]
        self._counts = [1] * len(events)
        self._parts = [Columns.of(events)]

    def _take(self, one: Delivery | Frames) -> None:
        first = self.numbers.stop
        numbers = range(first, first + (len(one.items) if isinstance(one, Frames) else 1))
        self.firsts.append(first)
        self.numbers = range(self.numbers.start, numbers.stop)
        if isinstance(one.items, Columns):
            self._gather()
            self._parts.append(one.items)
            of_events: Sequence[int] = numbers
        else:
            of_events = self._take_items(one, one.items, numbers)
        count = len(of_events)
        self._counts.append(count)
        self.deliveries += of_events
        self.received += repeat(one.received, count)
        self.feeds += repeat(one.feed, count)

    def _take_items(self, one: Delivery | Frames, items: Sequence[Item], numbers: range) -> Sequence[int]:
        """The numbers of the deliveries that the events among the items were in."""
        of_items = numbers if len(numbers) == len(items) else [numbers.start] * len(items)
        of_events: list[int] = []
        for number, item in zip(of_items, items, strict=True):
            if isinstance(item, Refused):
                self.refused.append((number, one, item))
            else:
                of_events.append(number)
                self._alone.append(item)
        return of_events

    def _gather(self) -> None:
        if self._alone:
            self._parts.append(Columns.of(self._alone))
            self._alone = []

    def receipts(self, repeats: Sequence[bool], first: int) -> list[Receipt]:
        """What became of each that came. repeats: of the events, which are; first: the first event's seq."""
        receipts: list[Receipt] = []
        at, any_repeats = 0, True in repeats
        for one, count in zip(self.came, self._counts, strict=True):
            duplicates = sum(repeats[at : at + count]) if any_repeats else 0
            seqs = range(first + at, first + at + count)
            receipts.append(Receipt(count - duplicates, duplicates, len(one.items) - count, seqs))
            at += count
        return receipts


def _singles(came: Sequence[Delivery | Frames]) -> Sequence[Accepted] | None:
    """The events of deliveries that hold one each and nothing else; None of any others."""
    singles: list[Accepted] = []
    for one in came:
        if type(one) is not Delivery or len(one.items) != 1:
            return None
        [item] = one.items
        if type(item) is not Accepted:
            return None
        singles.append(item)
    return singles
