"""What is remarkable about an event that was accepted all the same.

Most notes tell whoever debugs the sender where it leaves the vendor's documentation; two tell how the event came here.
"""

from enum import IntFlag
from typing import Final


class Note(IntFlag):
    """Remarks on an event, any number of them at once. The bits are stored in session files: never renumber them."""

    REPEAT = 1
    LATE = 2
    NUMBER_AS_TEXT = 4
    OTHER_TIME = 8
    ID_NOT_GUID = 16
    UNKNOWN_CATEGORY = 32
    UNKNOWN_CODE = 64
    UNKNOWN_FIELD = 128
    FROM_FORM = 256

    @property
    def label(self) -> str:
        """A word or two for a narrow column: `number as text`; several notes stand with commas between them."""
        return ", ".join(word for bit, (word, _) in _WORDS.items() if bit in self)


_WORDS: Final[dict[Note, tuple[str, str]]] = {
    Note.REPEAT: ("repeat", "An event with this Id had come before, so this one is a repeat and counts once."),
    Note.LATE: ("late", "It came more than 5 s behind newer events of the same feed."),
    Note.NUMBER_AS_TEXT: ("number as text", "A number was sent as text, in quotes."),
    Note.OTHER_TIME: ("other time format", "CreationDateUtc was not sent as the text yyyyMMddHHmmss."),
    Note.ID_NOT_GUID: ("Id is no GUID", "The Id is not a GUID, so nothing promises that it is unique."),
    Note.UNKNOWN_CATEGORY: ("unknown category", "The catalog has no name for this Category."),
    Note.UNKNOWN_CODE: ("unknown code", "The catalog has no name for this Code in its Category."),
    Note.UNKNOWN_FIELD: ("unknown field", "It has an additional field that is not documented for this event."),
    Note.FROM_FORM: ("from a form", "It was sent as a form, and the payload is the JSON in it or made of its fields."),
}


_ADVICE: Final[dict[Note, str]] = {
    Note.REPEAT: (
        "Senders repeat what they got no answer to. If there are many, let the sender wait longer for the answer, at "
        "least 10 s, before it tries again."
    ),
    Note.LATE: (
        "Let the sender send events in the order in which they happen, and set its clock. What a late event says about "
        "an agent is put right all the same."
    ),
    Note.NUMBER_AS_TEXT: "The sender should send it as a JSON number, without quotes.",
    Note.OTHER_TIME: "The sender should send the time in UTC as text of 14 digits, such as “20261122091403”.",
    Note.ID_NOT_GUID: "The sender should send a GUID, another one for each event and the same one for its repeats.",
    Note.UNKNOWN_CATEGORY: "Look the number up in the sender's documentation; if it is right, name it here.",
    Note.UNKNOWN_CODE: "Look the number up in the sender's documentation; if it is right, name it here.",
    Note.UNKNOWN_FIELD: (
        "Compare its spelling with the sender's documentation. If it was added on purpose nothing is lost: it is kept, "
        "and filters find it."
    ),
    Note.FROM_FORM: "The sender should send the event as JSON, with Content-Type: application/json.",
}


def advice(note: Note) -> str:
    """What whoever looks after the sender should do about one note."""
    return _ADVICE[note]


def reasons(notes: int) -> list[str]:
    """One plain sentence for each note in *notes*, in the order of their bits; other bits are passed over."""
    return [sentence for bit, (_, sentence) in _WORDS.items() if bit & notes]
