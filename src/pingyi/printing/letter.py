"""The letter to somebody who was drawn: one page, the address in the window, the code as QR and in large letters."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import segno
import typst

from pingyi.printing.codes import Coded
from pingyi.printing.fonts import fonts, lacking, sans

TOO_LONG = "too long: "
MOST_NAMED = 20
TEMPLATE = Path(__file__).with_name("letter.typ")


class BadMatter(ValueError):
    """The file with the boxes does not say what letters need."""


class LetterTooLong(ValueError):
    """A name or address leaves no room on the page."""


class SignsLacking(ValueError):
    """No font on this machine has a sign that a letter needs; the sentence names person and sign."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What every letter says: the survey, who asks, where and until when, and the digest of the booth's script."""

    title: str
    issuer: str
    organiser: str
    address: str
    opens: datetime
    closes: datetime
    bundle: str
    trustees: int
    threshold: int
    telephone: str = ""


def matter_of(survey: Any, telephone: str) -> Matter:
    """From the registrar's boxes.json. Raises BadMatter."""
    try:
        return Matter(
            title=survey["title"]["zh"],
            issuer=survey["issuer"]["zh"],
            organiser=survey["organiser"]["zh"],
            address=survey["address"],
            opens=datetime.fromisoformat(survey["opens"]),
            closes=datetime.fromisoformat(survey["closes"]),
            bundle=survey["bundle"],
            trustees=int(survey["trustees"]),
            threshold=int(survey["threshold"]),
            telephone=telephone,
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BadMatter(f"boxes.json is not the file of the registrar's page: {fault!r}") from fault


def typeset(matter: Matter, people: Sequence[Coded]) -> bytes:
    """The letters as one PDF, a page each, in the order given. Raises NoChineseFont, SignsLacking, LetterTooLong."""
    _ensure_drawn(matter, people)
    given = {"font": sans(), "matter": _matter(matter), "letters": [_letter(person) for person in people]}
    try:
        document = typst.compile(
            TEMPLATE.read_bytes(),
            font_paths=fonts(),
            sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
            pdf_tags=False,
        )
    except typst.TypstError as fault:
        _, found, name = fault.message.partition(TOO_LONG)
        if found:
            raise LetterTooLong(f"the letter to {name} does not fit on its page; shorten name or address") from fault
        raise
    assert isinstance(document, bytes)
    return document


def _ensure_drawn(matter: Matter, people: Sequence[Coded]) -> None:
    texts = [("the survey", matter.title + matter.issuer + matter.organiser + matter.telephone)]
    texts += [(f"{own.name} ({own.ref})", own.name + own.address + own.unit) for own in people]
    absent = set(lacking("".join(text for _who, text in texts)))
    found = [(who, sorted(absent & set(text))) for who, text in texts if absent & set(text)]
    if found:
        named = [f"{who}: {' '.join(f'“{sign}” (U+{ord(sign):04X})' for sign in signs)}" for who, signs in found]
        rest = f"; and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        raise SignsLacking(
            f"no font on this machine has these signs: {'; '.join(named[:MOST_NAMED])}{rest}. Install a font that has "
            "them, for example `sudo apt-get install fonts-hanazono`, or write these letters by hand"
        )


def _matter(matter: Matter) -> dict[str, str]:
    last = matter.closes - timedelta(minutes=1)
    return {
        "title": matter.title,
        "issuer": matter.issuer,
        "organiser": matter.organiser,
        "address": matter.address,
        "opens": f"{matter.opens:%Y}年{matter.opens.month}月{matter.opens.day}日",
        "closes": f"{last:%Y}年{last.month}月{last.day}日{last:%H}时{last:%M}分",
        "bundle": " ".join(matter.bundle[at : at + 8] for at in range(0, len(matter.bundle), 8)),
        "trustees": f"密钥由{matter.trustees}方分别保管，至少{matter.threshold}方同时到场才能开箱，",
        "telephone": matter.telephone,
    }


def _letter(person: Coded) -> dict[str, Any]:
    """What one letter says. Level M still reads when a fold or a stain hides a seventh of the QR code."""
    rows = segno.make(person.link, error="m", micro=False).matrix
    return {
        "name": person.name,
        "address": person.address,
        "unit": person.unit,
        "box": person.box,
        "code": person.code,
        "qr": [255 - 255 * (bit & 1) for row in rows for bit in row],
        "side": len(rows),
    }
