import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.jsontext import (
    DEEPEST,
    NOT_QUICK,
    NotJson,
    decode,
    decode_alone,
    decode_at,
    is_json,
    quick_elements,
    quick_value,
)
from tests.event.made import json_values

# Texts near to JSON: what decoders could disagree about.
SCRAPS = r'{ } [ ] , : " "a" "a": null true NaN Infinity 1 - 0 .5 1. e5 1e999 -0.0 é \ \u0041 \ud83d \ude00'
BLANKS_AND_MORE = " \n\t\r\x0b\x00\ufeff\u2028"
NEAR_JSON = st.lists(st.sampled_from([*SCRAPS.split(), *BLANKS_AND_MORE]), max_size=12).map("".join)


def refusal(text: str) -> NotJson:
    with pytest.raises(NotJson) as refused:
        decode(text)
    return refused.value


def nested(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


@given(json_values, st.booleans(), st.sampled_from([None, 2]))
def test_that_any_json_is_decoded_as_it_was_meant(value: object, is_ascii: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii, indent=indent)
    assert decode(f" \n{text}\t") == value
    assert decode_at(text, 0) == (value, len(text))


@given(NEAR_JSON)
def test_that_both_decoders_agree_wherever_the_quick_one_succeeds(text: str) -> None:
    quick = quick_value(text)
    if quick is NOT_QUICK:
        return
    patient, end = decode_alone(text.lstrip(" \t\r\n"), 0)
    assert repr(quick) == repr(patient)
    assert text.lstrip(" \t\r\n")[end:].strip(" \t\r\n") == ""


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers())
def test_that_both_decoders_read_every_number_alike(real: float, whole: int) -> None:
    text = f"[{real!r},{whole},{whole}e2,{abs(whole)}.25]"
    assert repr(quick_value(text)) == repr(decode_at(text, 0)[0])


@given(st.lists(json_values, max_size=5), st.sampled_from(["", " ", "\n\t"]), st.text(alphabet='{}[],"', max_size=2))
def test_that_elements_found_fast_are_those_of_the_array_exactly_as_spelled(
    values: list[object], blank: str, rest: str
) -> None:
    spelled = [json.dumps(value, ensure_ascii=False) for value in values]
    text = "[" + ",".join(blank + one + blank for one in spelled) + "]"
    assert quick_elements(text.encode()) == [one.encode() for one in spelled]
    assert quick_elements((text + rest).encode()) is None or not rest.strip()


@pytest.mark.parametrize(
    "text", ["", " ", "{", "[1,]", "{'a':1}", '{"a":1}}', "01", "1.", '"\n"', "tru", "\ufeff1", "1\x00"]
)
def test_that_what_is_no_json_is_refused_with_its_place(text: str) -> None:
    assert not is_json(text)
    error = refusal(text)
    assert error.problem.startswith("not JSON: ")
    assert 0 <= error.at <= len(text)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_that_a_constant_that_is_no_number_is_no_json_and_found_outside_of_texts(constant: str) -> None:
    text = f'{{"a \\"{constant}\\"": "{constant}", "b": {constant}}}'
    error = refusal(text)
    assert error.problem == f"not JSON: {constant} is no number"
    assert error.at == text.rindex(constant)


def test_that_such_a_word_is_fine_inside_of_a_text() -> None:
    assert decode('["NaN", "Infinity"]') == ["NaN", "Infinity"]


@pytest.mark.parametrize("digits", [400, 4300, 4301, 10_000])
def test_that_numbers_of_any_length_are_read(digits: int) -> None:
    for sign in "", "-":
        value = decode(f'{{"a": {sign}{"9" * digits}}}')
        assert isinstance(value, dict)
        number = value["a"]
        assert number == (int(sign + "9" * digits) if digits <= 4300 else float(f"{sign}inf"))
        str(number)  # which the library refuses for whole numbers of more digits


def test_that_a_huge_float_is_infinite() -> None:
    assert decode("[1e999, -1e999]") == [math.inf, -math.inf]


def test_that_a_fault_behind_a_long_number_is_told() -> None:
    assert refusal("[" + "9" * 5000 + ", NaN]").problem == "not JSON: NaN is no number"
    assert refusal("[" + "9" * 5000 + ", }").at == 5003
    assert refusal("[" + "9" * 5000 + "," + "[" * 100_000).problem == "nested too deep"


@pytest.mark.parametrize("beside", ["", '"\\ud800"', "9" * 5000], ids=["quick", "half a pair", "long number"])
def test_that_nesting_is_bounded_alike_whichever_decoder_reads(beside: str) -> None:
    def text(depth: int) -> str:
        return f"[{beside or 1},{nested(depth - 1)}]"

    assert is_json(text(DEEPEST))
    assert refusal(text(DEEPEST + 1)).problem == "nested too deep"


@pytest.mark.parametrize("opening", ["[", '{"a":', "[{}, "])
@pytest.mark.parametrize("depth", [1000, 100_000])
def test_that_the_deepest_nesting_is_refused_and_breaks_nothing(opening: str, depth: int) -> None:
    assert not is_json(opening * depth)


def test_that_wide_values_are_not_taken_for_deep_ones() -> None:
    value = [[number] for number in range(1000)]
    assert decode_at(json.dumps(value), 0)[0] == value


def test_that_half_of_a_surrogate_pair_stands_as_its_escape_anywhere() -> None:
    value = decode(r'{"\ud800": ["\uDC00x", {"a": "\ud83d\ude00"}], "b": 1}')
    assert value == {r"\ud800": [r"\udc00x", {"a": "😀"}], "b": 1}
    json.dumps(value, ensure_ascii=False).encode()


def test_that_of_equal_names_the_last_counts() -> None:
    assert decode('{"a": 1, "a": 2}') == {"a": 2}
    assert decode_at('{"a": 1, "a": 2}', 0)[0] == {"a": 2}
