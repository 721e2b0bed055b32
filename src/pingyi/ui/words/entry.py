"""The public part of a journal entry, field by field, in the reader's words and the plan's names."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pingyi.records.campaign.topics import Topic
from pingyi.rules.mandate import ROLE_NAMES, Role
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.words.days import dated, moment_in_words
from pingyi.ui.words.phrases import labelled, listed, said

UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(rf"{DAY.pattern}T[0-9:.]+(?:Z|[+-][0-9:]+)")

FIELDS: dict[str, Promise] = {
    "accounts": _("How many accounts"),
    "act": _("Settled by"),
    "ballots": _("Ballots on the board"),
    "blamed": _("Trustee whose message does not hold"),
    "campaign": _("Campaign"),
    "count": _("How many"),
    "counted": _("Ballots that count"),
    "decided_on": _("Decided on"),
    "decision": _("Number of the decision"),
    "digest": _("Fingerprint of what was signed"),
    "due": _("Due on"),
    "duties": _("How many duties"),
    "election": _("Fingerprint of the form"),
    "ends": _("New last day"),
    "event": _("Fingerprint of the board's last event"),
    "file": _("Fingerprint of the file"),
    "fingerprint": _("Fingerprint of the list"),
    "first": _("From number"),
    "former": _("Fingerprint of the version before"),
    "from": _("Former name of the journal"),
    "ground": _("What is objected to"),
    "group": _("Group in which the boxes compute"),
    "height": _("Number of events on the board"),
    "indicator": _("Indicator"),
    "inputs": _("Fingerprint of the inputs"),
    "kept": _("Entries that are kept"),
    "kind": _("Which"),
    "known_at": _("Value is public from"),
    "last": _("To number"),
    "late": _("After its day"),
    "marks": _("How many marks"),
    "members": _("How many members"),
    "number": _("Number of the document"),
    "of": _("Members of the team"),
    "off": _("Days off"),
    "owner": _("Trustee, or who owes it"),
    "parties": _("Who must sign"),
    "party": _("Signed as"),
    "people": _("How many people"),
    "phase": _("Phase"),
    "plan": _("Fingerprint of the plan"),
    "present": _("Members present"),
    "prohibition": _("Prohibition that was broken"),
    "reason": _("Reason"),
    "result": _("Fingerprint of the result"),
    "revokes": _("Number of the decision that is revoked"),
    "role": _("Role"),
    "root": _("Fingerprint of all entries"),
    "seed": _("Seed"),
    "sha256": _("Fingerprint of the message"),
    "signed": _("Entries that were signed"),
    "size": _("Size in bytes"),
    "sizes": _("Sizes"),
    "source": _("Source"),
    "state": _("Where the duty stands"),
    "step": _("Step of making the key"),
    "stratum": _("Kind of respondent"),
    "task": _("Task"),
    "text": _("Text, or its fingerprint"),
    "threshold": _("Trustees needed to open"),
    "topic": _("Decided about"),
    "trustee": _("Trustee by number"),
    "trustees": _("Trustees"),
    "uncertainty": _("Fingerprint of the uncertainty"),
    "unit": _("Unit"),
    "units": _("Units"),
    "upheld": _("Objection upheld"),
    "version": _("Version"),
    "withheld": _("Too few voted; never opened"),
    "worked": _("Days worked"),
    "year": _("Year"),
}
"""What a field of a public part is called. A field that is written and is not here fails a test."""

VALUES: dict[str, Promise] = {
    "approval": _("approval of the result"),
    "approved": _("approved"),
    "arithmetic": _("the arithmetic"),
    "certificate": _("certificate"),
    "closing": _("closing of the ballot boxes"),
    "count": _("joint count"),
    "done": _("done"),
    "draw": _("draw"),
    "evidence": _("the evidence behind a mark"),
    "freeze": _("signing of the survey"),
    "opening": _("opening of the boxes"),
    "owed": _("owed"),
    "polynomial": _("shares for the others"),
    "reckoning": _("reckoning"),
    "release": _("publication of the result"),
    "returned": _("returned"),
    "sheets": _("signing of the inspection sheets"),
    "submitted": _("submitted"),
    "voutput": _("public key"),
}
"""Words that entries use for acts, states and steps."""

SPOKEN = frozenset({"act", "ground", "kind", "state", "step"})
"""Fields whose value is one of `VALUES`."""


def lines(public: Mapping[str, Any], book: Rulebook | None) -> Iterator[tuple[str, str]]:
    """Label and text of every field; what lies in another field is labelled with both. Names are the plan's."""
    for name, value in public.items():
        label = _label(name, book)
        if isinstance(value, Mapping):
            yield from ((labelled(label, inner), text) for inner, text in lines(value, book))
        else:
            yield label, _text(name, value, book)


def _label(name: str, book: Rulebook | None) -> str:
    """A field's words; in lists by unit, kind of respondent or box the name of that one."""
    if name in FIELDS:
        return str(FIELDS[name])
    if UUID.fullmatch(name):
        return gettext("Ballot box %(number)s") % {"number": name}
    for field in ("unit", "stratum"):
        if (named := _named(field, name, book)) != name:
            return named
    return name


def _text(field: str, value: Any, book: Rulebook | None) -> str:
    match value:
        case None | "" | []:
            return "—"
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return listed(_text(field.removesuffix("s"), each, book) for each in value)
        case str():
            return _worded(field, value, book)
    return str(value)


def _worded(field: str, value: str, book: Rulebook | None) -> str:
    if DAY.fullmatch(value):
        return dated(date.fromisoformat(value))
    if MOMENT.fullmatch(value):
        return moment_in_words(datetime.fromisoformat(value))
    if field in SPOKEN and value in VALUES:
        return str(VALUES[value])
    with suppress(ValueError):
        match field:
            case "role" | "party" | "partie":
                return gettext(ROLE_NAMES[Role(value)])
            case "topic":
                return str(Topic(value).label)
    return _named(field, value, book)


def _named(field: str, code: str, book: Rulebook | None) -> str:
    """What the plan calls something; its code where there is no plan, or another one by now."""
    asked = _ASKED.get(field)
    if book is None or asked is None:
        return code
    try:
        return said(asked(book, code))
    except (KeyError, StopIteration):
        return code


def _party(book: Rulebook, code: str) -> Any:
    return next(each.name for each in book.parts if each.code.lower() == code.lower())


_ASKED: Mapping[str, Callable[[Rulebook, str], Any]] = {
    "campaign": lambda book, code: book.title if code == f"{book.code}-{book.year}".lower() else _party(book, code),
    "indicator": lambda book, code: next(
        each.name for block in book.inspection.blocks for each in block.indicators if each.code == code
    ),
    "owner": _party,
    "phase": lambda book, code: book.phase(code).name,
    "prohibition": lambda book, code: next(each.name for each in book.conduct.prohibitions if each.code == code),
    "stratum": lambda book, code: book.survey.stratum_name(code),
    "task": lambda book, code: book.task(code).title,
    "trustee": _party,
    "unit": _party,
}
