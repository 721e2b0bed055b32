"""How cases are called: their states and steps, what is written with a step, and what it usually says."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pingyi.rules.casework import Answers, Figure
from pingyi.rules.casework.figures import LEAST
from pingyi.rules.lifecycle.table import words_of
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.scoring.disclosure import Disclosure
from pingyi.ui.words.phrases import translated

WRITTEN: dict[str, Promise] = {
    "accept": _("What the raiser reads"),
    "refer": _("Why, and where to turn, as the raiser reads it"),
    "turn_away": _("Why, and where to turn, as the raiser reads it"),
    "refuse": _("Why, as the raiser reads it"),
    "reply": _("Answer to the raiser"),
    "extend": _("Why it takes longer, as the raiser reads it"),
    "assign": _("What is asked of them, if it does not stand in the words themselves"),
    "urge": _("A word to whoever handles it, if one is needed"),
    "send_back": _("What is missing"),
    "escalate": _("What the director is asked to do"),
    "object": _("Why it is not for us"),
    "hand_in": _("What was found out and done"),
    "call_back": _("What was said on the telephone, if anything, without names"),
    "ask_after": _("What was said on the telephone, if anything, without names"),
}
"""What is written with each step."""

SUGGESTED: dict[str, Promise] = {
    "accept": _("Your matter is taken up. When it is to be answered stands on this page."),
}
"""What is usually written, to be changed where it does not fit."""


def worded(word: str) -> str:
    """A state or a step in the reader's language."""
    return gettext(words_of(word))


def body_name(code: str, book: Rulebook, names: dict[str, str]) -> str:
    """A unit by its name: of the plan, or of the organisation; what is neither is a name already."""
    unit = next((each for each in book.units if each.code == code), None)
    return translated(unit.name) if unit else names.get(code, code)


QUESTIONS: dict[str, Promise] = {
    "solved": _("Is it solved?"),
    "satisfied": _("Are you satisfied with how it was handled?"),
    "harassed": _("Was anything done to you because you complained?"),
}
"""What a raiser is asked."""


def answers_in_words(answers: Answers) -> list[str]:
    """Each question that was answered, with its answer."""
    found = [(words, getattr(answers, name)) for name, words in QUESTIONS.items()]
    return [f"{words} {gettext('yes') if value else gettext('no')}" for words, value in found if value is not None]


def number_of(figure: Figure) -> str:
    """How many, as a page may show it: exactly, as fewer than five, or not at all."""
    if figure.disclosure is Disclosure.EXACT:
        return str(figure.count)
    return gettext("fewer than %(least)s") % {"least": LEAST} if figure.disclosure is Disclosure.FEW else "—"
