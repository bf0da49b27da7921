import pytest

from floorwalker.event.names import normal, spelling_of

PLAIN = ("Id", "CreationDateUtc", "Category", "Code", "Username")


@pytest.mark.parametrize("spelling", ["CreationDateUtc", "creationdateutc", "CREATION_DATE_UTC", " Creation Date\tUtc"])
def test_that_names_are_the_same_without_regard_to_case_spaces_and_underscores(spelling: str) -> None:
    assert normal(spelling) == "creationdateutc"


def test_that_case_is_unicode_s_and_long_names_are_read_too() -> None:
    assert normal("STRASSE") == normal("Straße")
    assert normal("A " * 5000) == "a" * 5000


def test_that_an_exact_spelling_is_taken_before_the_first_other_one() -> None:
    assert spelling_of(("ID", "id", "Id")).of("Id", {"ID", "id", "Id"}) == "Id"
    assert spelling_of(("ID", "id")).of("Id", {"ID", "id"}) == "ID"
    assert spelling_of(("Code",)).of("Id", {"Code"}) is None


def test_that_names_are_plain_only_with_all_four_properties_and_without_a_holder_of_fields() -> None:
    assert spelling_of(PLAIN).is_plain
    assert not spelling_of(PLAIN[1:]).is_plain
    assert not spelling_of((*PLAIN, "additional fields")).is_plain
    assert not spelling_of(("id", *PLAIN[1:])).is_plain


def test_that_what_is_remembered_is_forgotten_again_and_worked_out_anew() -> None:
    before = spelling_of(PLAIN)
    assert spelling_of(PLAIN) is before
    for number in range(600):
        spelling_of((f"Name{number}",))
    assert spelling_of(PLAIN) is not before
    assert spelling_of(PLAIN).is_plain


def test_that_names_too_long_to_be_remembered_are_read_all_the_same() -> None:
    names = (*PLAIN, "x" * 10_000)
    assert spelling_of(names).is_plain
    assert spelling_of(names) is not spelling_of(names)
