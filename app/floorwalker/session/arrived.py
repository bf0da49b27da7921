"""What one transaction is to store, column by column, whether it came alone or with others."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat

from floorwalker.event.body import Accepted, Item, Refused
from floorwalker.session.records import Delivery, Frames, Receipt


class Arrived:
    """Deliveries with their numbers, from *first* on, and what was in them.

    numbers: of all deliveries; of_each: those of each of *came*. events: each with its properties. refused: so many
    elements. received, feeds, deliveries: of each event when and by which feed it came, and the delivery's number.
    """

    def __init__(self, came: Sequence[Delivery | Frames], first: int) -> None:
        self.came = came
        self._items: list[Item] = []
        self._lengths: list[int] = []
        self.of_each: list[range] = []
        self.numbers = range(first, first)
        received, feeds = self._take_each(came)
        self.events = [item for item in self._items if type(item) is Accepted]
        self.refused = len(self._items) - len(self.events)
        self._counts = list(self._counted()) if self.refused else self._lengths
        is_one_in_each = len(self.events) == len(self._counts) and min(self._counts, default=1) == 1
        columns: list[Sequence[int]] = [received, feeds, self.numbers]
        if not is_one_in_each:
            columns = [self._for_each(values) for values in columns]
        self.received, self.feeds, self.deliveries = columns

    def _take_each(self, came: Sequence[Delivery | Frames]) -> tuple[list[int], list[int]]:
        """When and by which feed each delivery came."""
        received: list[int] = []
        feeds: list[int] = []
        for one in came:
            end = self.numbers.stop
            if type(one) is Frames:
                count = len(one.items)
                self._lengths += repeat(1, count)
            else:
                count = 1
                self._lengths.append(len(one.items))
            self._items += one.items
            received += repeat(one.received, count)
            feeds += repeat(one.feed, count)
            self.of_each.append(range(end, end + count))
            self.numbers = range(self.numbers.start, end + count)
        return received, feeds

    def refusals(self) -> Iterator[tuple[int, Delivery | Frames, Refused]]:
        """Each with its delivery's number and what it came in."""
        left = iter(self._items)
        for one, numbers in zip(self.came, self.of_each, strict=True):
            each = numbers if type(one) is Frames else repeat(numbers.start, len(one.items))
            for number, item in zip(each, islice(left, len(one.items)), strict=True):
                if isinstance(item, Refused):
                    yield number, one, item

    def receipts(self, repeats: Sequence[bool], first: int) -> list[Receipt]:
        """What became of each that came. repeats: of the events, which are; first: the first event's seq."""
        receipts: list[Receipt] = []
        at = place = 0
        any_repeats = True in repeats
        for one, numbers in zip(self.came, self.of_each, strict=True):
            count = self._counts[place] if len(numbers) == 1 else sum(self._counts[place : place + len(numbers)])
            duplicates = sum(repeats[at : at + count]) if any_repeats else 0
            seqs = range(first + at, first + at + count)
            receipts.append(Receipt(count - duplicates, duplicates, len(one.items) - count, seqs))
            at += count
            place += len(numbers)
        return receipts

    def _counted(self) -> Iterator[int]:
        """Of each delivery, how many events are in it."""
        left = iter(self._items)
        for length in self._lengths:
            yield sum(type(item) is Accepted for item in islice(left, length))

    def _for_each(self, values: Sequence[int]) -> list[int]:
        """For each event what is given for its delivery."""
        return list(chain.from_iterable(map(repeat, values, self._counts)))
