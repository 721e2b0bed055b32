"""Every form that somebody can reach, filled in with what no browser sends; every route, by its methods.

`test_bad_requests` knocks at every address with names that nothing has. Here the walk goes through the pages, so that
what is sent is about things that are there, and reaches the acts behind the forms.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import cycle, product
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from pingyi.records.campaign import actions
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.mandate import GRANTABLE, PhaseState, Role, allowed
from pingyi.ui.door.confirm import AGREED
from tests import stage
from tests.beside_the_key import beside_the_key
from tests.cast import Cast, cast, show_factor
from tests.desks.test_bad_requests import FORM, MULTIPART, PART, Asking, addresses
from tests.doors import Form, route_of, walk
from tests.law.test_routes import routes
from tests.rooms import furnish, send_on, speak
from tests.sitting import CLOSED, OPENED, RELEASED, RULED, VOTED, Sitting, brought_to
from tests.stage import day

pytestmark = [pytest.mark.django_db, pytest.mark.slow(150)]
LONG = "%E9%95%BF" * 8000
TYPED = (LONG, "9" * 400, "%ED%A0%80", "99999-12-31")
"""What stands in fields in their turn, all others as the page has them."""

RARE = (
    *("", "%00", "-1", "1e999", "NaN", "9" * 5000, "0000-00-00", "2026-07-01T02:60"),
    *("%C2%B2", "%F0%A0%AE%B7", "..", "null"),
)
"""What stands in one field each; every third of them in all fields of a form at once, from another one on."""

ROW = re.compile(r"\[[^]]*\]|\d+")
"""What tells the fields of one column from each other: the first is sent in every way, each other in one of them."""

EVERY_WAY = bool(os.environ.get("PINGYI_DOORS"))
"""Whether a field is sent in every way by each form that has it, at every stage (`make doors`); or only by the first of
them, at every other stage.
"""

CONTENTS = (b"", b"PK\3\4", b"%PDF-1.4", b"\0\xff\xfe", b"\xed\xa0\x80", b'{"a": "\\ud800"}', b"[" * 10_000)
OTHERS = (
    (b'{"kind": "\\ud800", "text": "\\ud800", "reason": "\\u0000", "\\ud800": ["\\ud800"]}', "application/json"),
    (b'"\xed\xa0\x80"', "application/json"),
    (b'{"trustee": 1e999, "reason": 1}', "text/plain"),
    (b"a=1", ""),
)
BLANKS = ("%20%0A", "%C2%A0%E3%80%80", "%E2%A0%80", "%E2%80%8B%E2%81%A0", "%E3%85%A4")
"""Blanks; of other widths; braille without dots; without width; the Hangul filler."""

NOTED = ("login",)
"""A sign-in without a name is refused, and noted."""

METHODS = ("GET", "HEAD", "POST")
"""By which every route is asked in its turn; that it takes no other is for tests/law/test_routes."""

ALWAYS = ("", route_of("/my-duties/"))
"""Where links lead on to what is one person's own."""

LEAVES = ("logout",)
"""After which the walk would go on as somebody else."""


def signed_in(cast: Cast, role: Role | None) -> Client:
    client = Client(raise_request_exception=False, HTTP_REFERER="http://testserver/")
    if role:
        client.force_login(cast[role])
        show_factor(client, cast[role])
    return client


def written(fields: list[tuple[str, str]]) -> bytes:
    """Fields as a form sends them; the values are written so already."""
    return "&".join(f"{quote_plus(name)}={value}" for name, value in fields).encode()


def bodies(form: Form, alike: Counter[str], number: int = 0) -> Iterator[tuple[bytes, str]]:
    """What is sent in place of the form as the page has it, which comes first.

    `alike`: how often each column was sent before; `number`: how many forms were before.
    """
    fields = [(name, quote_plus(value)) for name, value in form.fields]
    agreed = (AGREED, "1")
    yield written([*fields, agreed]), FORM
    for at, ((name, value), wrong, rare) in enumerate(zip(fields, cycle(TYPED), cycle(RARE), strict=False)):
        ways = [[*fields[:at], (name, typed), *fields[at + 1 :], agreed] for typed in (LONG, wrong, rare)]
        ways += [[*fields[:at], *fields[at + 1 :], agreed], [*fields, (name, value), (name, "x"), agreed]]
        column = ROW.sub("", name)
        for way in ways[alike[column] % len(ways) :: len(ways)] if alike[column] else ways:
            yield written(way), FORM
        alike[column] += 1
    for value in RARE[number % 3 :: 3]:
        yield written([*((name, value) for name, _ in fields), *((name, value) for name in form.files), agreed]), FORM
    yield from OTHERS[number % 2 :: 2]
    texts = b"".join(PART % f'name="{name}"'.encode() + value.encode() + b"\r\n" for name, value in form.fields)
    for content in CONTENTS if form.files else ():
        yield texts + with_files(form.files, content), MULTIPART
    yield with_files([name for name, _ in form.fields], CONTENTS[0]), MULTIPART


def with_files(names: list[str], content: bytes) -> bytes:
    """The end of a form in parts: files of these names, and that it was agreed to."""
    heads = (PART % f'name="{name}"; filename="表.xlsx"'.encode() for name in names)
    return b"".join(head + content + b"\r\n" for head in heads) + PART % b'name="confirmed"' + b"1\r\n--x--\r\n"


def knock(asking: Asking, client: Client, form: Form, alike: Counter[str], number: int) -> None:
    """Send it in every wrong way."""
    if form.method == "GET":
        for body, kind in bodies(form, alike, number):
            if kind == FORM and len(body) < len(LONG):
                asking.ask(client, "GET", f"{form.action}?{body.decode()}")
        return
    for body, kind in bodies(form, alike, number):
        asking.ask(client, "POST", form.action, body, kind)


@dataclass
class Walk:
    """Goes through the house as everybody, stage by stage. Each form is sent every wrong way at the first of them."""

    cast: Cast
    asking: Asking = field(default_factory=Asking)
    knocked: set[tuple[str, ...]] = field(default_factory=set)
    alike: Counter[str] = field(default_factory=Counter)
    worded: set[str] = field(default_factory=set)
    unworded: set[str] = field(default_factory=set)
    """Names of fields that ask for words, and what was recorded without."""

    def at(self, stage_number: int, phase: PhaseState) -> None:
        """As everybody at this stage; who is first on a page, and which third of the routes is asked, changes."""
        people = [None, *sorted(GRANTABLE)]
        first = 5 * stage_number % len(people)
        clients = {role: signed_in(self.cast, role) for role in people}
        visits, sent = Counter[str](), set[tuple[str, ...]]()
        for role in people[first:] + people[:first]:
            self.as_somebody(clients[role], role, visits, sent)
        for number, (pattern, route) in enumerate(routes(get_resolver())):
            turn, not_now = divmod(number + stage_number, len(METHODS))
            if not_now:
                continue
            inside = [role for role in people if allowed(role or Role.PUBLIC, route.callback.power, phase)]
            role = inside[number % len(inside)] if inside else None
            address = next(addresses(pattern.replace("^", "").replace("$", "")))
            self.asking.ask(clients[role], METHODS[turn % len(METHODS)], address)

    def as_somebody(self, client: Client, role: Role | None, visits: Counter[str], sent: set[tuple[str, ...]]) -> None:
        """Pages that somebody saw already at this stage are passed by."""

        def get(address: str) -> HttpResponse:
            route = route_of(address)
            visits[route] += 1
            with transaction.atomic():
                answer = client.get(address)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                self.asking.faults.append(f"{role} GET {address}")
            return answer

        for form in walk(get, lambda route: visits[route] > 0 and route not in ALWAYS):
            if any(word in form.action for word in LEAVES) or form.kind in sent:
                continue
            sent.add(form.kind)
            if form.kind in self.knocked:
                as_it_stands(self.asking, client, form)
            else:
                self.knocked.add(form.kind)
                self.without_words(client, form)
                knock(self.asking, client, form, Counter() if EVERY_WAY else self.alike, len(self.knocked))

    def without_words(self, client: Client, form: Form) -> None:
        """Signs that show nothing in the place of words leave no entry in the journal."""
        for name, blank in product([name for name in form.words if name not in NOTED], BLANKS):
            self.worded.add(name)
            fields = [(own, blank if own == name else quote_plus(value)) for own, value in form.fields]
            with transaction.atomic():
                before = JournalEntry.objects.count()
                client.post(form.action, written([*fields, (AGREED, "1")]), content_type=FORM)
                if JournalEntry.objects.count() > before:
                    self.unworded.add(f"{form.action} {name} {blank}")
                transaction.set_rollback(True)


def as_it_stands(asking: Asking, client: Client, form: Form) -> None:
    body, kind = next(bodies(form, Counter()))
    if form.method == "GET":
        asking.ask(client, "GET", f"{form.action}?{body.decode()}")
    else:
        asking.ask(client, "POST", form.action, body, kind)


STAGES = {
    "voted": VOTED,
    "closed": CLOSED,
    "summed": OPENED,
    "counted": OPENED,
    "approved": RULED,
    "released": RELEASED,
}
"""Steps of a campaign after which everybody goes through the house, at that hour."""


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walk]:
    """Everybody's walk through one campaign, from its first draft to its ranking."""
    undone = transaction.atomic()
    undone._from_testcase = True
    with django_db_blocker.unblock(), beside_the_key(), undone:
        yield _walked(Sitting(cast()))
        transaction.set_rollback(True)
    settings.CLOCK.offset = timedelta()


def _walked(sitting: Sitting) -> Walk:
    walk_through, done = Walk(sitting.cast), ""
    with transaction.atomic():  # a plan in draft, and nobody has signed the prohibitions
        settings.CLOCK.set(day("06-10"))
        actor = sitting.cast.actor(Role.OFFICE_STAFF)
        actions.create_campaign(stage.plan_text(), actor=actor, at=day("06-10"))
        walk_through.at(0, sitting.campaign.phase)
        transaction.set_rollback(True)
    stage.opened(sitting.cast)
    settings.CLOCK.set(day("06-21"))
    furnish(partial(signed_in, sitting.cast))
    speak(sitting)
    walk_through.at(1, sitting.campaign.phase)
    for number, (step, at) in enumerate(STAGES.items(), 2):
        brought_to(step, sitting, after=done)
        done = step
        if EVERY_WAY or number % 2:
            settings.CLOCK.set(at)
            send_on(partial(signed_in, sitting.cast))
            walk_through.at(number, sitting.campaign.phase)
    return walk_through


def test_at_every_stage_everybody_gets_an_answer(walked: Walk) -> None:
    assert walked.asking.asked > 1200
    assert not walked.asking.faults, "\n" + "\n".join(walked.asking.faults)


def test_words_that_show_nothing_are_recorded_nowhere(walked: Walk) -> None:
    assert walked.worded > {"facts", "number", "reason"}
    assert not walked.unworded, "\n" + "\n".join(sorted(walked.unworded))
