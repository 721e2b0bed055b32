"""A notice in a sentence, the same at every desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.queries import Note
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import inner_quotes
from pingyi.ui.words.days import in_words

SENTENCES = {
    "disqualification-revoked": _("By decision %(number)s of the leading group, %(unit)s is no longer unqualified."),
    "duties-handed-out": _("The plan is approved; your duties are handed out."),
    "duty-approved": _("“%(task)s” is approved."),
    "duty-assigned": _("A new duty: “%(task)s”, due on %(due)s."),
    "duty-drawn-up": _("“%(task)s” is written and waits for the signature of the unit's leader."),
    "duty-due-soon": _("“%(task)s” is due on %(due)s."),
    "duty-handed-back": _("The unit's leader sent “%(task)s” back with reasons; please mend it and hand it in again."),
    "duty-missing": _("“%(task)s” was declared missing."),
    "duty-overdue": _("“%(task)s” was due on %(due)s and is not handed in."),
    "duty-received": _("“%(task)s” has reached the office."),
    "duty-returned": _("“%(task)s” came back with reasons; please hand it in again."),
    "duty-submitted": _("“%(task)s” was handed in and waits for the office."),
    "duty-urged": _("The office asks for “%(task)s”, due on %(due)s."),
    "factor-changed": _(
        "The second factors of your account were changed. If it was not you, tell the security administrator at once."
    ),
    "factor-reset": _(
        "The security administrator removed the second factors of your account. "
        "If you did not ask for it, tell the audit administrator at once."
    ),
    "password-changed": _(
        "The password of your account was changed. If it was not you, tell the security administrator at once."
    ),
    "journal-not-signed": _(
        "The journal is not signed any more. The page “Audit” says why; acts go on being recorded."
    ),
    "objection-answered": _("Your objection to the result was answered: it is not upheld."),
    "objection-filed": _("%(unit)s objects to the result; it must be answered before publication."),
    "objection-upheld": _("An objection of %(unit)s is upheld: the result is computed anew."),
    "phase-extended": _("The phase “%(phase)s” now ends on %(ends)s."),
    "phase-opened": _("The phase “%(phase)s” is open."),
    "plan-approved": _("The campaign's plan is approved."),
    "unit-disqualified": _(
        "By decision %(number)s of the leading group, %(unit)s is unqualified for the year (broken: %(prohibition)s)."
    ),
}


def sentence(note: Note, book: Rulebook | None) -> str:
    """What the notice says; its kind when nobody taught us the words. What is told of an account needs no book."""
    language = get_language() or "zh"
    values = dict(note.values)
    for day in ("due", "ends"):
        if day in values:
            values[day] = in_words(date.fromisoformat(values[day]))
    if book is not None:
        values |= _named(values, book, language)
    words = SENTENCES.get(note.kind)
    said = str(words) % values if words else note.kind
    owner = next((each.name for each in book.units if each.code == note.values.get("unit")), None) if book else None
    if words and owner and note.kind.startswith("duty-"):
        return gettext("%(owner)s: %(said)s") % {"owner": owner.in_language(language), "said": said}
    return said


def _named(values: dict[str, str], book: Rulebook, language: str) -> dict[str, str]:
    """What the plan has names for, by name."""
    names = {unit.code: unit.name for unit in book.units} | {each.code: each.name for each in book.conduct.prohibitions}
    found = {key: names[code] for key, code in values.items() if key in ("unit", "prohibition") and code in names}
    if "phase" in values:
        found["phase"] = book.phase(values["phase"]).name
    named = {key: name.in_language(language) for key, name in found.items()}
    if "task" in values:
        named["task"] = inner_quotes(book.task(values["task"]).title.in_language(language))
    return named


def page_of(note: Note) -> str:
    """Where what the notice is about can be seen; nothing for what has no page."""
    about, _slash, number = note.about.partition("/")
    if about == "duty" and number.isdecimal():
        return reverse("duty", args=[int(number)])
    return reverse("campaign") if about == "campaign" else ""
