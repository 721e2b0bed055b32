"""What the bodies that hold the keys are called."""

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.ui.words.phrases import translated


def text_of(book: Rulebook, body: str) -> Text:
    """A body's name in both languages; its code when the plan in force does not name it."""
    found = (each.name for each in book.bodies if each.code == body)
    return next(found, Text(body, body))


def name_of(book: Rulebook, body: str) -> str:
    """A body's name in the reader's language."""
    return translated(text_of(book, body))


def both(text: Text) -> dict[str, str]:
    """A name as the page's program takes it."""
    return {"zh": text.zh, "en": text.en}
