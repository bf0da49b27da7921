import pytest

from floorwalker.event.notes import Note, reasons


def test_that_the_bits_stored_in_session_files_keep_their_meaning() -> None:
    assert {note.name: note.value for note in Note} == {
        "REPEAT": 1,
        "LATE": 2,
        "NUMBER_AS_TEXT": 4,
        "OTHER_TIME": 8,
        "ID_NOT_GUID": 16,
        "UNKNOWN_CATEGORY": 32,
        "UNKNOWN_CODE": 64,
        "UNKNOWN_FIELD": 128,
        "FROM_FORM": 256,
    }


@pytest.mark.parametrize("note", list(Note))
def test_that_each_note_has_a_label_and_one_sentence(note: Note) -> None:
    (sentence,) = reasons(note)
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert 0 < len(note.label) < 20


def test_that_several_notes_are_told_in_the_order_of_their_bits() -> None:
    assert (Note.FROM_FORM | Note.REPEAT).label == "repeat, from a form"
    assert reasons(Note.FROM_FORM | Note.REPEAT) == [*reasons(Note.REPEAT), *reasons(Note.FROM_FORM)]


def test_that_no_note_and_an_unknown_bit_have_no_reason() -> None:
    assert reasons(0) == []
    assert reasons(1 << 30) == []
    assert Note(0).label == ""
