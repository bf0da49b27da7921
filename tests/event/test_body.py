import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from floorwalker.event import body as module
from floorwalker.event.body import Accepted, Refused, Unreadable, read_body
from tests.event.made import CATALOG, GUID, accepted, event, event_in, faults, json_values, read, refused, sent

EVENT = json.dumps(sent())
BLANKS = st.text(alphabet=" \t\r\n", max_size=3)


def numbered(count: int) -> list[str]:
    return [json.dumps(sent(Id=f"event-{number}")) for number in range(count)]


def ids(body: bytes | str) -> list[str]:
    return [read_one.id for read_one in accepted(body)]


def unreadable(body: bytes | str) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        read(body)
    return error.value


@pytest.mark.parametrize("indent", [None, 4])
@pytest.mark.parametrize("ending", ["", "\n", "\r\n \t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte order mark"])
def test_that_one_object_is_one_event_kept_as_it_came_without_what_surrounds_it(
    indent: int | None, ending: str, mark: str
) -> None:
    payload = json.dumps(sent(Comment="Zoë 😀 \ud83d\ude00 \x7f", Nested={"a": [1, {"b": None}]}), indent=indent)
    (item,) = read(f"{mark}\n{payload}{ending}" if not mark else f"{mark}{payload}{ending}")
    assert isinstance(item, Accepted)
    assert item.payload == payload.encode()
    assert event_in(item).field("Nested") == {"a": [1, {"b": None}]}


@pytest.mark.parametrize(
    "content_type", ["", "application/json", "text/plain", "text/xml", "multipart/form-data; boundary=x"]
)
def test_that_json_is_read_under_any_content_type(content_type: str) -> None:
    assert accepted(EVENT, content_type) == [event()]


@given(st.lists(st.tuples(json_values, BLANKS, BLANKS, st.booleans()), max_size=6), BLANKS)
def test_that_an_array_s_elements_are_kept_as_their_exact_slices(
    elements: list[tuple[object, str, str, bool]], end: str
) -> None:
    slices = [json.dumps(value, ensure_ascii=is_ascii, indent=1) for value, _, _, is_ascii in elements]
    spaced = [before + text + after for text, (_, before, after, _) in zip(slices, elements, strict=True)]
    items = read("[" + ",".join(spaced) + end + "]" + end)
    assert [item.payload.decode() for item in items] == slices


@given(st.lists(st.dictionaries(st.text(alphabet='{}"\\,a'), st.text(alphabet='{}"\\,a'), max_size=4), max_size=5))
def test_that_braces_inside_of_texts_do_not_cut_an_array_s_elements(fields: list[dict[str, str]]) -> None:
    texts = [json.dumps(sent(AdditionalFields=each)) for each in fields]
    items = read("[" + ",".join(texts) + "]")
    assert [item.payload.decode() for item in items] == texts
    assert [event_in(each).fields for each in items if isinstance(each, Accepted)] == fields


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\n\n", "\n \t\r\n"], ids=repr)
@pytest.mark.parametrize("ending", ["", "\n", "\r\n\r\n"], ids=repr)
def test_that_lines_of_json_are_one_event_each(separator: str, ending: str) -> None:
    lines = numbered(5)
    items = read(separator.join(lines) + ending)
    assert [item.payload.decode() for item in items] == lines
    assert all(isinstance(item, Accepted) for item in items)


def test_that_only_a_line_feed_ends_a_line() -> None:
    lines = [json.dumps(sent(Comment="a\u2028b\u0085c\x7f"), ensure_ascii=False) for _ in range(2)]
    assert [item.payload.decode() for item in read("\n".join(lines))] == lines


def test_that_a_broken_line_is_refused_and_the_others_are_read() -> None:
    first, second = numbered(2)
    items = read(f'{first}\n{{"Id": nope}}\n\n{second}\n5')
    assert [type(item) for item in items] == [Accepted, Refused, Accepted, Refused]
    assert items[1] == Refused(b'{"Id": nope}', items[1].faults)  # type: ignore[union-attr]
    assert faults(f'{first}\n{{"Id": nope}}\n\n{second}\n5') == {
        "/1": "not JSON: expecting value (column 8)",
        "/3": "found 5, expected an object",
    }


def test_that_the_first_line_may_be_the_broken_one() -> None:
    assert [type(item) for item in read("{broken}\n" + EVENT)] == [Refused, Accepted]


@pytest.mark.parametrize("body", ["", " \r\n\t", "\ufeff", "\ufeff \n", "[]", " [ \n] "], ids=repr)
def test_that_nothing_in_a_body_is_no_event_and_no_fault(body: str) -> None:
    assert read(body) == []


def test_that_faults_are_placed_from_the_body_s_root() -> None:
    elements = [sent(), sent(Category=None), 5, {"Id": GUID}]
    assert list(faults(elements)) == [
        "/1/Category",
        "/2",
        "/3/CreationDateUtc",
        "/3/Category",
        "/3/Code",
    ]
    assert list(faults(sent(Code="one"))) == ["/Code"]


def test_that_what_is_refused_is_kept_whole() -> None:
    (item,) = refused(f'[{EVENT}, {{"Id" :\t"é"}} ]')
    assert item.payload == '{"Id" :\t"é"}'.encode()


@pytest.mark.parametrize("body", ["5", "-1.5e3", '"text"', "true", "false", "null"])
def test_that_a_scalar_is_readable_and_no_event(body: str) -> None:
    (item,) = refused(f" {body}\n")
    assert item.payload == body.encode()
    assert [fault.at for fault in item.faults] == [""]


@pytest.mark.parametrize("body", [EVENT, f"[{EVENT},{EVENT}]", json.dumps(sent(), indent=2)])
def test_that_a_cut_or_overfull_body_is_unreadable_as_a_whole(body: str) -> None:
    for changed in (body[:-1], body[: len(body) // 2], body + "}", body + body):
        assert unreadable(changed).at.startswith("line ")


@pytest.mark.parametrize(
    "element", ["", ",", f"{EVENT},", f"{EVENT} {EVENT}", "NaN", "Infinity", "'a'", '"\x01"', "01"]
)
def test_that_an_array_that_is_not_json_is_unreadable_as_a_whole(element: str) -> None:
    assert unreadable(f"[{EVENT},{element}]").problem.startswith("not JSON: ")


def test_that_the_place_of_a_fault_is_told_in_lines_and_columns() -> None:
    error = unreadable('\ufeff\n {"Id": "é",\n   "Code": NaN}')
    assert (error.problem, error.at) == ("not JSON: NaN is no number", "line 3, column 12")
    assert str(error) == "not JSON: NaN is no number (line 3, column 12)"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_that_utf_16_is_unreadable_and_called_by_its_name(encoding: str) -> None:
    assert "UTF-16" in unreadable(EVENT.encode(encoding)).problem


def test_that_what_is_not_utf_8_is_unreadable_and_its_place_told() -> None:
    error = unreadable(b'{"Id": "\xe9"}')
    assert (error.problem, error.at) == ("not UTF-8 text", "byte 9")


@pytest.mark.parametrize("depth", [300, 100_000])
def test_that_deep_nesting_is_unreadable(depth: int) -> None:
    for body in ("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth):
        assert unreadable(body).problem == "nested too deep"


def test_that_an_event_with_numbers_of_thousands_of_digits_is_read_and_one_that_has_them_as_code_is_not() -> None:
    digits = "9" * 10_000
    assert accepted(f'{EVENT[:-1]}, "X": {digits}, "Y": 1e999}}')[0].fields == {"X": float("inf"), "Y": float("inf")}
    for number in (digits, f"-{digits}", "9" * 400, "1e999", f'"{digits}"'):
        assert list(faults(EVENT.replace('"Code": 3', f'"Code": {number}'))) == ["/Code"]


def test_that_halves_of_surrogate_pairs_are_kept_and_never_make_two_ids_one() -> None:
    halves = (EVENT.replace(GUID, "a" + half) for half in (r"\ud800", r"\ud801"))
    body = f"[{','.join(halves)}]"
    assert ids(body) == ["a\\ud800", "a\\ud801"]
    assert rb"a\ud800" in read(body)[0].payload


def test_that_of_equal_names_the_last_counts() -> None:
    assert accepted(EVENT[:-1] + ', "Code": 5}')[0].code == 5
    assert list(faults(EVENT[:-1] + ', "Code": null}')) == ["/Code"]


def test_that_a_body_of_too_many_elements_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ELEMENTS", 3)
    assert len(ids("\n".join(numbered(3)))) == len(ids(f"[{','.join(numbered(3))}]")) == 3
    for body in ("\n".join(numbered(4)), f"[{','.join(numbered(4))}]"):
        assert unreadable(body).problem == "more than 3 elements, send fewer at once"


@given(
    st.binary()
    | st.text().map(str.encode)
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.lists(st.sampled_from([EVENT, "{", "}", "[", "]", ",", "\n", "payload=", "&", "%7B", "\x00", "\\ud800"])).map(
        lambda parts: "".join(parts).encode()
    ),
    st.sampled_from(["", "application/json", "application/x-www-form-urlencoded"]),
)
@example(b"\xff\xfe{", "")
@example(b"=", "application/x-www-form-urlencoded")
@example(b"payload={", "")
def test_that_any_bytes_end_as_items_or_unreadable_and_nothing_else(body: bytes, content_type: str) -> None:
    try:
        items = read_body(body, CATALOG, content_type)
    except Unreadable as error:
        outcome: object = error.problem
    else:
        outcome = all(item.payload if isinstance(item, Accepted) else item.faults for item in items)
    assert outcome


@pytest.mark.parametrize("blank", ["", " "], ids=["quick", "patient"])
@pytest.mark.parametrize("as_lines", [False, True])
def test_that_a_body_that_begins_with_thousands_of_no_events_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch, blank: str, as_lines: bool
) -> None:
    monkeypatch.setattr(module, "HOPELESS", 3)
    odd = '{"a": "\\ud800"}' if blank else "{}"  # which only the patient decoder reads
    body = "\n".join([odd] * 5) if as_lines else f"[{','.join([odd] * 5)}]"
    [whole] = refused(body)
    assert whole.payload == body.encode()
    assert [(fault.at, fault.problem) for fault in whole.faults] == [
        ("", whole.faults[0].problem),
    ]
    assert whole.faults[0].problem.startswith("none of its first 3 elements is an event: /0/Id missing")
    assert len(refused("\n".join([odd] * 3) if as_lines else f"[{','.join([odd] * 3)}]")) == 3


@pytest.mark.parametrize("as_lines", [False, True])
def test_that_one_event_among_the_first_has_all_others_judged(monkeypatch: pytest.MonkeyPatch, as_lines: bool) -> None:
    monkeypatch.setattr(module, "HOPELESS", 3)
    elements = ["{}", "{}", EVENT, *["{}"] * 5, EVENT]
    items = read("\n".join(elements) if as_lines else f"[{','.join(elements)}]")
    assert [type(item) for item in items] == [Accepted if element == EVENT else Refused for element in elements]
    late = read("\n".join(["{}"] * 4 + [EVENT]) if as_lines else f"[{','.join(['{}'] * 4 + [EVENT])}]")
    assert [type(item) for item in late] == [Refused]


def test_that_a_hopeless_body_still_has_to_be_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HOPELESS", 3)
    assert unreadable("[" + "{}," * 9 + "{]").problem.startswith("not JSON")


def test_that_many_small_elements_are_not_all_held_at_once() -> None:
    assert unreadable("[" + "1," * 400_000 + "1]").problem == "more than 250,000 elements, send fewer at once"
    assert len(refused("[" + "1," * 50_000 + "1]")) == 1
