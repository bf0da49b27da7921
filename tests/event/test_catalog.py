import json
from pathlib import Path

import pytest

from floorwalker.event.catalog import Activity, Catalog, CatalogError
from floorwalker.event.model import event_of
from floorwalker.event.notes import Note
from tests.event.made import CATALOG, sent


def overlaid(folder: Path, laid: object) -> Catalog:
    user = folder / "catalog.json"
    user.write_text(laid if isinstance(laid, str) else json.dumps(laid), "utf-8")
    return Catalog.load(user)


def test_that_categories_and_codes_have_the_documented_names() -> None:
    assert [CATALOG.category_name(number) for number in (1, 2, 3, 4)] == ["Agent", "IVR", "Email", "Chat"]
    assert {number: CATALOG.code_name(1, number) for number in range(9)} == {
        0: "0",
        1: "SignedIn",
        2: "SignedOut",
        3: "StatusChanged",
        4: "ReceivingWorkItem",
        5: "AcceptedWorkItem",
        6: "DeclinedWorkItem",
        7: "7",
        8: "ReleasedWorkItem",
    }


def test_that_what_has_no_name_is_shown_by_its_number() -> None:
    assert CATALOG.event_label(1, 3) == "Agent · StatusChanged"
    assert CATALOG.event_label(2, 12) == "IVR · 12"
    assert CATALOG.event_label(9, 3) == "Category 9 · 3"
    assert CATALOG.known_category(1)
    assert not CATALOG.known_category(9)
    assert CATALOG.known_code(1, 8)
    assert not CATALOG.known_code(1, 7)
    assert not CATALOG.known_code(9, 1)


@pytest.mark.parametrize(
    ("number", "name", "colour", "is_assumed"),
    [
        (0, "NotReady", "#8A8A8A", False),
        (16, "Available", "#009E73", False),
        (17, "AcceptInternalCalls", "#56B4E9", False),
        (33, "BusyOnCall", "#0072B2", True),
        (34, "BusyOnBreak", "#F0E442", False),
        (35, "Wrapup", "#E69F00", True),
        (36, "BusyOther", "#D55E00", False),
        (37, "BusyOnEmail", "#8C7AB8", True),
        (38, "BusyChatting", "#CC79A7", True),
    ],
)
def test_that_each_status_has_its_documented_number_and_its_colour(
    number: int, name: str, colour: str, is_assumed: bool
) -> None:
    look = CATALOG.status(number)
    assert (look.name, look.colour, look.assumed, look.fill) == (name, colour, is_assumed, "solid")


def test_that_only_busy_other_carries_a_reason() -> None:
    assert [number for number in CATALOG.activities if CATALOG.has_reason(number)] == [36]
    assert CATALOG.status(36, "Training").words == "Other · Training"
    assert CATALOG.status(36).words == "Other"
    assert CATALOG.status(36, "Training").name == "BusyOther"


def test_that_what_is_no_number_of_the_catalog_has_a_look_too() -> None:
    assert CATALOG.status(41)[:2] == ("Activity 41", "Activity 41")
    assert CATALOG.status(Activity.NAMED, "Lunch")[:2] == ("Lunch", "Lunch")
    assert CATALOG.status(Activity.UNKNOWN)[:2] == ("Unknown", "Unknown")
    assert CATALOG.status(Activity.SIGNED_OUT)[:2] == ("SignedOut", "Signed out")
    assert CATALOG.status(Activity.NONE)[:2] == ("", "")
    assert (CATALOG.status(Activity.UNKNOWN).fill, CATALOG.status(Activity.SIGNED_OUT).fill) == ("hatched", "empty")


@pytest.mark.parametrize(
    ("pattern", "categories"),
    [
        ("agent", {1}),
        ("AGENT", {1}),
        ("voice", {4}),
        ("Chat", {4}),
        ("*a*", {1, 3, 4}),
        ("*", {1, 2, 3, 4}),
        ("9", {9}),
        ("1", {1}),
        ("age", set()),
        ("a.ent", set()),
        ("99999999999", set()),
    ],
)
def test_that_categories_are_found_by_name_alias_number_and_wildcard(pattern: str, categories: set[int]) -> None:
    assert CATALOG.categories_matching(pattern) == categories


@pytest.mark.parametrize(
    ("pattern", "codes"),
    [
        ("StatusChanged", {(1, 3)}),
        ("status changed", {(1, 3)}),
        ("ActivityChanged", {(1, 3)}),
        ("signed*", {(1, 1), (1, 2)}),
        ("*workitem", {(1, 4), (1, 5), (1, 6), (1, 8)}),
        ("5", {(1, 5)}),
        ("12", set()),
    ],
)
def test_that_codes_are_found_by_name_alias_number_and_wildcard(pattern: str, codes: set[tuple[int, int]]) -> None:
    assert CATALOG.codes_matching(pattern) == codes


@pytest.mark.parametrize(
    ("pattern", "activities"),
    [
        ("BusyOnBreak", {34}),
        ("on break", {34}),
        ("34", {34}),
        ("41", {41}),
        ("Activity 41", {41}),
        ("busy*", {33, 34, 36, 37, 38}),
        ("unknown", {Activity.UNKNOWN}),
        ("signed out", {Activity.SIGNED_OUT}),
        ("Lunch", set()),
    ],
)
def test_that_statuses_are_found_by_name_words_number_and_wildcard(pattern: str, activities: set[int]) -> None:
    assert CATALOG.activities_matching(pattern) == activities


def test_that_a_user_s_catalog_is_laid_over_ours_value_by_value(tmp_path: Path) -> None:
    catalog = overlaid(
        tmp_path,
        {
            "categories": {
                "2": {"codes": {"12": {"name": "CallerLeft"}}},
                "4": {"name": "Voice"},
                "9": {"name": "Fax"},
            },
            "activities": {"33": {"assumed": False}, "34": {"colour": "#123456"}},
        },
    )
    assert catalog.event_label(2, 12) == "IVR · CallerLeft"
    assert (catalog.category_name(4), catalog.category_name(9), catalog.category_name(1)) == ("Voice", "Fax", "Agent")
    assert (catalog.status(33).assumed, catalog.status(35).assumed) == (False, True)
    assert catalog.status(34) == CATALOG.status(34)._replace(colour="#123456")
    assert event_of(sent(Category=2, Code=12), catalog).notes == Note(0)


def test_that_a_status_needs_no_more_than_a_name(tmp_path: Path) -> None:
    catalog = overlaid(tmp_path, {"activities": {"41": {"name": "Coaching", "reason": True}}})
    assert catalog.status(41, "New hires") == CATALOG.status(41)._replace(name="Coaching", words="Coaching · New hires")
    assert catalog.activity_called("coaching") == 41
    assert catalog.has_reason(41)


def test_that_a_code_that_a_user_names_can_set_a_status(tmp_path: Path) -> None:
    catalog = overlaid(tmp_path, {"categories": {"1": {"codes": {"7": {"name": "Forced", "sets": "status"}}}}})
    assert catalog.facts(event_of(sent(Code=7, ActivityCode=34), catalog)).activity == 34


def test_that_a_user_s_catalog_may_begin_with_a_byte_order_mark_and_may_be_missing(tmp_path: Path) -> None:
    assert overlaid(tmp_path, '\ufeff{"categories": {"9": {"name": "Fax"}}}').category_name(9) == "Fax"
    assert Catalog.load(tmp_path / "none.json") == Catalog.load()


@pytest.mark.parametrize(
    ("laid", "problem"),
    [
        ("{", "is not JSON"),
        ("[]", "is wrong at its beginning"),
        ("[" * 100_000, "is nested too deep"),
        ('{"categories": {"x": {"name": "Fax"}}}', "is wrong at categories/x"),
        ('{"categories": {"9": {}}}', "is wrong at categories/9/name"),
        ('{"categories": {"9": {"nmae": "Fax"}}}', "is wrong at categories/9/name"),
        ('{"activities": {"34": {"colour": "yellow"}}}', "is wrong at activities/34/colour"),
        ('{"activities": {"41": 5}}', "is wrong at activities/41"),
        ('{"activities": 5}', "is wrong at activities"),
        ('{"agents_field": ["x"]}', "is wrong at agents_field"),
    ],
)
def test_that_a_broken_catalog_is_told_with_its_place_and_a_remedy(tmp_path: Path, laid: str, problem: str) -> None:
    with pytest.raises(CatalogError) as error:
        overlaid(tmp_path, laid)
    assert problem in error.value.problem
    assert "\n" not in str(error.value)
    assert error.value.remedy.startswith("Mend the file")


def test_that_a_catalog_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read"):
        Catalog.load(tmp_path)
    (tmp_path / "latin.json").write_bytes(b'{"\xe9": 1}')
    with pytest.raises(CatalogError, match="is not UTF-8"):
        Catalog.load(tmp_path / "latin.json")
