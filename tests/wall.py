"""What an appraised unit's people, and whoever has no account, can see of the house: everything, to be compared.

Two worlds differ in one thing that happened. Somebody goes through every page that links lead to, every search and
export, and every route by the names that only the other world knows; beside the answers stand what was logged, noted,
mailed, and written into the journal. Only what is random in any world is evened out, at its own length.
"""

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from pingyi.records.journal.models import JournalEntry
from pingyi.records.outbox.models import Mail, Notice
from pingyi.rules.mandate import Role
from tests.beside_the_key import beside_the_key
from tests.cast import Cast, show_factor
from tests.doors import walk
from tests.law.test_routes import routes

WATCHERS = (None, Role.COUNTY_LEADER, Role.COUNTY_OFFICE, Role.CITY_BUREAU_UNIT)
"""Whoever passes by; leader and clerk of a county unit; an appraised bureau of the city."""

SEARCHES = ("name", "q", "sought", "who")
"""What fields are called in which something is looked for."""

Watchers = Iterable[Role | None]
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
CHANCE = tuple(
    re.compile(pattern)
    for pattern in (
        rb'(?<=name="csrfmiddlewaretoken" value=")\w+',
        rb'(?<=data-work=").*?(?=")',
        rb'(?<=name="token" value=")[\w-]+',
        rb'(?<=name="window" value=")[\w-]+',
        rb'(?<=W3CDTF">)[^<]+',
        rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])",
        rb"(?<![\w+/])[\w+/]{43}=(?!=)",
        rb"(?<![\w+/])[\w+/]{60,}={0,2}",
    )
)
"""Tokens of forms; the real time in a spreadsheet; digests, which say nothing without what they are of; signatures."""


class Lines(logging.Handler):
    """What the house wrote into its logs."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()}")


@dataclass
class World:
    """What was seen: by whom, where → what there was."""

    seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def differences(self, other: "World") -> Iterator[str]:
        """Whatever is not the same in both, and where."""
        for who, what in sorted(self.seen.keys() | other.seen.keys()):
            one, two = (world.seen.get((who, what), "nothing") for world in (self, other))
            if one != two:
                yield f"{who}: {what}: {_apart(one, two)}"


def _apart(one: str, two: str) -> str:
    at = next((place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return f"{one[max(0, at - 30) : at + 60]!r} or {two[max(0, at - 30) : at + 60]!r}"


@contextmanager
def undone() -> Iterator[None]:
    """Afterwards the database is as before, numbers that rows get by themselves included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences")
        numbers = cursor.fetchall()
    with beside_the_key(), transaction.atomic():
        yield
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        for name, last in numbers:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])


def observed(cast: Cast, words: Iterable[str], at: datetime, watchers: Watchers) -> World:
    """Everything that the watchers see at this moment; `words` they search for, and name in addresses."""
    world, lines = World(), Lines()
    logging.getLogger().addHandler(lines)
    try:
        for role in watchers:
            _as_somebody(world, cast, role, tuple(words), at)
    finally:
        logging.getLogger().removeHandler(lines)
    world.seen["the house", "logs"] = "\n".join(_evened(line.encode()) for line in lines.lines)
    world.seen["the house", "journal"] = "\n".join(journal())
    for role in filter(None, watchers):
        world.seen[str(role), "notices and mails"] = "\n".join(_notices(cast, role))
    world.seen["the house", "mails sent"] = "\n".join(str(each.message()) for each in mail.outbox)
    return world


def _as_somebody(world: World, cast: Cast, role: Role | None, words: tuple[str, ...], at: datetime) -> None:
    client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="zh-hans")
    if role:
        client.force_login(cast[role])
        show_factor(client, cast[role])

    def ask(method: str, address: str) -> HttpResponse:
        settings.CLOCK.set(at)
        with transaction.atomic():
            answer = client.generic(method, address)
            transaction.set_rollback(True)
        body = b"".join(answer) if answer.streaming else answer.content
        told = f"{answer.status_code}\n{_heads(answer, body)}\n{_evened(_unpacked(body))}"
        world.seen[str(role or "a passer-by"), f"{method} {address}"] = told
        return answer

    for form in walk(lambda address: ask("GET", address), lambda route: "logout" in route):
        if form.method == "GET":
            for word in words if any(name in SEARCHES for name, _ in form.fields) else ("",):
                sent = [f"{name}={word if name in SEARCHES else value}" for name, value in form.fields]
                ask("GET", f"{form.action}?{'&'.join(sent)}")
    for method, address in _knocking(words):
        if (str(role or "a passer-by"), f"{method} {address}") not in world.seen:
            ask(method, address)


def _knocking(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every route, linked to or not; one that takes a name, with the first of these in its place, by both methods."""
    for pattern, _ in routes(get_resolver()):
        kinds = PARAMETER.findall(pattern)
        address = "/" + pattern.replace("^", "").replace("$", "").replace("\\", "")
        if not kinds and "logout" not in address:
            yield "GET", address
        elif set(kinds) & {"", "str", "slug", "path", "uuid"}:
            yield from product(("GET", "POST"), [PARAMETER.sub(words[0], address)] if words else ())


def _heads(answer: HttpResponse, body: bytes) -> str:
    """The length of what is packed depends on the real time within: what is unpacked is compared itself."""
    passing = {"Set-Cookie", "Date", "Expires"} | ({"Content-Length"} if body.startswith(b"PK") else set())
    return "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()) if name not in passing)


def _unpacked(content: bytes) -> bytes:
    """What is inside of a zip or a spreadsheet, and of those inside of it."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"\n".join(name.encode() + _unpacked(book.read(name)) for name in sorted(book.namelist()))


def _evened(content: bytes) -> str:
    for pattern in CHANCE:
        content = pattern.sub(lambda found: b"*" * len(found[0]), content)
    return content.decode(errors="replace")


def journal() -> Iterator[str]:
    """Every entry, in their order."""
    for entry in JournalEntry.objects.order_by("pk"):
        yield f"{entry.pk} {entry.at} {entry.kind} {entry.subject} {_evened(bytes(entry.leaf))}"


def _notices(cast: Cast, role: Role) -> Iterator[str]:
    account = cast[role]
    for each in Notice.objects.order_by("pk"):
        own = (each.unit_id in (None, account.unit_id), each.role in ("", role), each.account_id in (None, account.pk))
        if all(own):
            yield f"{each.pk} {each.kind} {each.about} {each.values} {each.at}"
    for letter in Mail.objects.filter(account=account).order_by("pk"):
        yield f"{letter.pk} {letter.kind}"


def compared(
    cast: Cast,
    at: datetime,
    quietly: Callable[[], None],
    happens: Callable[[], tuple[str, ...]],
    watchers: Watchers = WATCHERS,
) -> tuple[World, World]:
    """The world in which something happens, and that in which it does not; `happens` answers the names it made."""
    with undone():
        names = happens()
        with_it = observed(cast, names, at, watchers)
    with undone():
        quietly()
        without = observed(cast, names, at, watchers)
    return with_it, without
