from hypothesis import given
from hypothesis import strategies as st

from floorwalker.ui.events.payload import pages
from floorwalker.ui.events.payload.pages import Pages, hexadecimal, pretty, raw


def all_of(made: Pages) -> list[str]:
    found: list[str] = []
    while made.has(len(found)):
        found.append(made.page(len(found)))
    return found


def test_that_a_small_payload_is_one_page() -> None:
    assert all_of(raw(b'{"a": 1}')) == ['{"a": 1}']
    assert all_of(pretty(b'{"a": 1}')) == ['{\n  "a": 1\n}']
    assert raw(b'{"a": 1}').length == 8


_seen = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])


@given(st.text(_seen, min_size=1), st.integers(1, 2000))
def test_that_raw_pages_are_the_text_cut_in_pieces(text: str, times: int) -> None:
    payload = (text * times).encode("utf-8", "replace")
    made = all_of(raw(payload))
    assert "".join(made).encode() == payload
    assert all(len(page) <= pages.PAGE for page in made)


def test_that_what_cannot_be_seen_is_shown_as_signs_and_told() -> None:
    sent = b'\xef\xbb\xbf{"a": "x\xe2\x80\x8b\x00\x7f\r"}'
    assert all_of(raw(sent)) == ['⟨FEFF⟩{"a": "x⟨200B⟩␀␡␍"}']
    assert pages.remarks(sent) == ["begins with a byte order mark", "4 unprintable, shown as signs"]
    assert pages.remarks(b'{"a":\t"\xc3\xa9"}\n') == []


def test_that_pretty_pages_hold_whole_lines() -> None:
    payload = ("[" + ",".join(f'"{number:060}"' for number in range(10_000)) + "]").encode()
    made = all_of(pretty(payload))
    assert len(made) > 5
    assert all(len(page) <= pages.PAGE for page in made)
    lines = "\n".join(made).split("\n")
    assert len(lines) == 10_002
    assert lines[1] == f'  "{0:060}",'


def test_that_a_very_long_line_is_cut_and_says_so() -> None:
    [page] = all_of(pretty(b'"' + b"x" * 100_000 + b'"'))
    assert len(page) < pages.LONGEST_LINE + 60
    assert page.endswith(f"… {100_002 - pages.LONGEST_LINE:,} more characters")


def test_that_bytes_that_are_no_text_are_shown_as_numbers() -> None:
    [page] = all_of(raw(b"AB\xff\x00" + b"z" * 14))
    assert page.split("\n") == [
        "00000000  41 42 ff 00 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a 7a  AB··zzzzzzzzzzzz",
        "00000010  7a 7a                                            zz",
    ]


@given(st.binary(max_size=40_000))
def test_that_numbers_are_all_the_bytes(payload: bytes) -> None:
    rows = [row for page in all_of(hexadecimal(payload)) for row in page.split("\n") if row]
    assert bytes.fromhex("".join(row[10:57] for row in rows)) == payload


def test_that_nothing_is_one_empty_page() -> None:
    assert all_of(raw(b"")) == [""]
