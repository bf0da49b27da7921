"""The language as it is told to users: in the list of it, and in README."""

import re
import shlex
from pathlib import Path

import pytest

from floorwalker.session.filter import OPERATORS, guide, parse_filter
from tests.session.filter.world import CATALOG

README = Path(__file__).parents[3] / "README.md"


def test_that_every_operator_is_told() -> None:
    told = list(guide.operators())
    assert [(entry.help, entry.example) for entry in told] == [(one.help, one.example) for one in OPERATORS]
    written = " ".join(entry.written for entry in told)
    assert all(name in written for operator in OPERATORS for name in operator.names)


@pytest.mark.parametrize("entry", [*guide.operators(), *guide.WAYS], ids=lambda entry: entry.written)
def test_that_every_example_is_right_and_means_something(entry: guide.Entry) -> None:
    assert parse_filter(entry.example, CATALOG) != parse_filter("", CATALOG)


def in_readme() -> list[str]:
    """The examples of the language, and whatever is given to --filter."""
    text = README.read_text(encoding="utf-8")
    block = re.search(r"```\n(category:.*?)```", text, re.DOTALL)
    assert block is not None
    given = re.findall(r"--filter ('[^']*')", text)
    return [*re.split(r"\s{2,}|\n", block[1].strip()), *(shlex.split(one)[0] for one in given)]


def test_that_readme_has_examples() -> None:
    assert len(in_readme()) > 8


@pytest.mark.parametrize("example", dict.fromkeys(in_readme()))
def test_that_every_example_in_readme_is_right(example: str) -> None:
    assert parse_filter(example, CATALOG) != parse_filter("", CATALOG)
