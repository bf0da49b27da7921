"""What was refused, as a list is read, and one whole."""

from pathlib import Path

from floorwalker.event.body import Refused
from floorwalker.session.reader import Reader
from floorwalker.session.records import Delivery
from tests.session import made


def refused(*bodies: bytes, at: float = 0.0) -> Delivery:
    items = [Refused.because(body, f"problem of {number}", f"/{number}") for number, body in enumerate(bodies)]
    return Delivery(made.micros(at), 1, "10.0.0.1:5000", made.ENVELOPE, sum(map(len, bodies)), 422, items)


def test_that_lines_tell_all_but_the_body_and_are_read_in_portions(tmp_path: Path) -> None:
    with made.new_journal(tmp_path / "a.fw") as journal:
        journal.append([refused(b"one", b"second", at=1), made.delivery(made.payload(0)), refused(b"", at=2)])
    with Reader.open(tmp_path / "a.fw") as reader:
        lines, oldest = reader.refused_lines(0, 2)
        rest, _ = reader.refused_lines(lines[-1].id, 2)
        none, _ = reader.refused_lines(rest[-1].id, 2)
    assert oldest == lines[0].id
    assert [(line.size, line.problem, line.problems) for line in lines] == [
        (3, "/0: problem of 0", 1),
        (6, "/1: problem of 1", 1),
    ]
    assert (rest[0].received, rest[0].peer, rest[0].feed) == (
        made.micros(2),
        "10.0.0.1:5000",
        "http://127.0.0.1:8787/events",
    )
    assert none == []


def test_that_one_comes_with_its_body_and_how_it_arrived(tmp_path: Path) -> None:
    with made.new_journal(tmp_path / "a.fw") as journal:
        journal.append([refused(b"one", b"\xff")])
    with Reader.open(tmp_path / "a.fw") as reader:
        lines, _ = reader.refused_lines(0, 10)
        found = reader.refused_one(lines[1].id)
        assert reader.refused_one(lines[1].id + 1) is None
    assert found is not None
    view, delivery = found
    assert (view.body, view.problems) == (b"\xff", (("/1", "problem of 1"),))
    assert (delivery.answer, delivery.size, delivery.headers) == (422, 4, made.ENVELOPE.headers)


def test_that_a_session_without_any_has_no_oldest(tmp_path: Path) -> None:
    with Reader.open(made.session_of(tmp_path / "a.fw", [made.payload(0)])) as reader:
        assert reader.refused_lines(0, 10) == ([], 0)
