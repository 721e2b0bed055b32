"""Numbers of a sender's registers: one for papers, one of its own for letters of appointment (聘)."""

from datetime import datetime

from django.db import connection

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.organisation.models import Unit
from pingyi.records.papers.parties import Party, mark, party_of
from pingyi.rules.mandate import Actor
from pingyi.rules.paper.number import spelled
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import BodyKind

_NEXT_NUMBER = """
INSERT INTO papers_number_register AS register (unit_id, body, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (unit_id, body, year) DO UPDATE SET last = register.last + EXCLUDED.last RETURNING last
"""
"""Whoever takes the next waits for this row: no number is given twice, and none is left out when an act is refused."""

APPOINTMENTS = "appointments"
"""The register of letters of appointment, beside that of papers."""


def next_number(unit_pk: int | None, body: str, year: int, many: int = 1) -> int:
    """Take the next numbers of a register for the year; answers the last of them."""
    with connection.cursor() as cursor:
        (last,) = cursor.execute(_NEXT_NUMBER, [unit_pk, body, year, many]).fetchone()
    return int(last)


def number_appointments(campaign: CurrentCampaign, unit: str, many: int, *, actor: Actor, at: datetime) -> list[str]:
    """The next numbers for letters of appointment of a unit ("" for the organiser's office)."""
    party = party_of(Unit.objects.get(code=unit), "", campaign.book) if unit else office(campaign.book)
    year = at.astimezone(campaign.timetable.zone).year
    last = next_number(party.unit_pk, APPOINTMENTS, year, many)
    return [spelled(f"{mark(party, campaign.book)}聘", year, number) for number in range(last - many + 1, last + 1)]


def office(book: Rulebook) -> Party:
    """The organiser's office."""
    body = book.bodies_of(BodyKind.OFFICE)[0]
    return Party(body.name, body=body.code)
