"""What stands on the rendered pages, in Chinese: the law of the catalogues (law/test_wording) held by the screens.

What code and templates put together themselves (labels, lists, days, codes of the plan) shows nowhere else.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.conf import settings
from django.test import Client

from pingyi.rules.mandate import Role
from pingyi.server.clock import Clock
from tests.cast import show_factor
from tests.desks.screens import walk
from tests.law.source import ensure_none
from tests.law.test_wording import ENGLISH, HAN, KNOWN, faults
from tests.rooms import furnish, send_on, speak
from tests.sitting import Sitting
from tests.stage import day

pytestmark = pytest.mark.django_db

SHAPELESS = {
    "a day inside a sentence, in digits": re.compile(r"\S.*\d{4}-\d\d-\d\d"),
    "nothing, in Python's words": re.compile(r"\bNone\b"),
}
INSIDES = re.compile(r"/journal/entry/|/audit/")
"""Pages that show entries as they were hashed: codes are what an auditor compares there."""

TERMS = frozenset(("Cookie", "age", "Chrome", "Edge", "iOS", "https://", r"[A-Z]{4}-\d\d"))
"""What is called by its only name, and the number of a statistical form."""

SEATS = (
    Role.OFFICE_DIRECTOR,
    Role.LEADING_GROUP_LEADER,
    Role.STAT_LEAD,
    Role.IDENTITY_CUSTODIAN,
    Role.DISCIPLINE_LIAISON,
    Role.CITY_BUREAU_UNIT,
    Role.COUNTY_OFFICE,
    Role.INSPECTION_HEAD,
    Role.TRUSTEE,
    Role.SYS_ADMIN,
    Role.SEC_ADMIN,
    Role.AUDIT_ADMIN,
)
"""Between them they see every desk."""


def wrong(line: str) -> Iterator[str]:
    """What is wrong with one line of a page."""
    told = re.sub("|".join(TERMS), "", line)
    yield from faults(told)
    foreign = [word for word in ENGLISH.findall(told) if word not in KNOWN]
    if foreign and not re.search(HAN, line) and line != "English":
        yield f"no Chinese but {foreign[0]!r}"
    yield from (fault for fault, shape in SHAPELESS.items() if shape.search(line))


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("voted")


def test_what_officials_and_citizens_read_is_chinese(prepared: Sitting, db: None, clock: Clock) -> None:
    clock.set(day("07-16"))
    furnish(partial(_client, prepared))
    speak(prepared)
    send_on(partial(_client, prepared))
    found, seen = [], {"/"}
    for role in (None, *SEATS):
        for address, lines in walk(_client(prepared, role), seen):
            if not INSIDES.match(address):
                found += [f"{address}: {line!r}: {fault}" for line in lines for fault in wrong(line)]
    ensure_none(dict.fromkeys(found))


def _client(sitting: Sitting, role: Role | None) -> Client:
    client = Client()
    if role:
        account = sitting.cast[role]
        account.password_set_at = settings.CLOCK.now()
        account.save()
        client.force_login(account)
        show_factor(client, account)
    return client


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("于2026年7月16日9:00签署。", None),
        ("于2026-07-16 09:00签署。", "a day inside a sentence, in digits"),
        ("2026-07-16", None),
        ("清河县科技局: 各类答案", "half-width punctuation '局:'"),
        ("science-bureau-2026", "no Chinese but 'science'"),
        ("P3 严禁拉票", "a code 'P3'"),
    ],
)
def test_what_is_wrong_is_found(line: str, fault: str | None) -> None:
    assert next(wrong(line), None) == fault
