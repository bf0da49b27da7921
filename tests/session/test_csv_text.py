"""Texts and numbers of a table as CSV."""

import csv
import io

import pytest

from floorwalker.session.csv_text import Cell, csv_text


@pytest.mark.parametrize("text", ["=1+2", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "=HYPERLINK(1)"])
def test_that_no_text_of_a_sender_is_a_formula_for_a_spreadsheet(text: str) -> None:
    assert next(csv.reader(io.StringIO(csv_text([[text]])))) == [f"'{text}"]


@pytest.mark.parametrize("text", ["+49 30 123-45", "-7", "a=b", "", "4711", 'a "b", c\nd'])
def test_that_phones_and_other_texts_stay_what_they_are(text: str) -> None:
    assert next(csv.reader(io.StringIO(csv_text([[text, 1]]), newline=""))) == [text, "1"]


def test_that_a_table_is_read_back_as_it_was() -> None:
    rows: list[list[Cell]] = [['say "hi", ann', None, -5, "two\nlines"], ["", 0.5, None, ""]]
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert read == [['say "hi", ann', "", "-5", "two\nlines"], ["", "0.5", "", ""]]
