"""Whatever is sent to a route, by whomever it lets in, whenever: an answer, never a fault of ours.

Routes come from the house itself and the names of fields from its source, so that new ones are asked too.
"""

import gc
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

import pingyi
from pingyi.rules.mandate import GRANTABLE, MATRIX, PhaseState, Power, Role, allowed
from tests.cast import Cast
from tests.law.test_routes import routes
from tests.stage import opened

pytestmark = pytest.mark.slow(65)

PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
FIELD = re.compile(r"""^    (\w+) = (?:forms\.)?[A-Z]\w*\(|name="([\w.-]+)\"""", re.MULTILINE)
PHASES = {
    "P1": PhaseState.MOBILISE,
    "P2": PhaseState.SOLICIT,
    "P4": PhaseState.INSPECT,
    "P5": PhaseState.CONCLUDE,
}
IN_ADDRESS = {
    "about": ("nobody", "duty:0", "paper:" + "9" * 30),
    "int": ("0", "9" * 30),
    "slug": ("nobody",),
    "table": ("csv",),
    "str": ("nobody", "%00", "%F0%9F%98%80%27%22" + "a" * 2000),
    "path": ("nobody", "%00", "../../../etc/passwd"),
}
"""Converter of a route → what stands in its place. Of two in one address each has its turn."""

VALUES = ("%00", "%E9%95%BF" * 2000, "9" * 400, "-1", "2026-99-99T99:99", "%ED%A0%BD%FF", "=1%2B1")
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
PART = b"--x\r\nContent-Disposition: form-data; %s\r\n\r\n"
BODIES = (
    (b"<?xml version='1.0'?><a/>", "text/xml"),
    (b"--x\r\nrubbish", MULTIPART),
    (b"--x", "multipart/form-data"),
    (b"a=1", f"{FORM}; charset=klingon"),
    (b"{", "application/json"),
    (b'[null, {"a": [1e999]}]', "application/json"),
    (b"[" * 100_000, "application/json"),
    (b"a=" + b"x" * 2_100_000, FORM),
    (b"&".join(b"a%d=1" % number for number in range(1200)), FORM),
    (PART % b'name="table"; filename="a\0.xlsx"' + b"PK\3\4\r\n--x--\r\n", MULTIPART),
    (PART % b'name="plan"; filename="a.toml"' + b"\0\xff\xfe\r\n--x--\r\n", MULTIPART),
)
"""Whoever reads bodies reads them for all routes: every third of these is sent to each, from another one on."""


def fields() -> list[str]:
    """Every name of a field that pages of ours have or read."""
    source = Path(pingyi.__file__).parent
    texts = [path.read_text() for suffix in ("py", "html") for path in source.rglob(f"*.{suffix}")]
    return sorted({next(filter(None, found)) for text in texts for found in FIELD.findall(text)})


def addresses(pattern: str) -> Iterator[str]:
    """The pattern with every choice of bad parameters."""
    kinds = [kind or "str" for kind in PARAMETER.findall(pattern)]
    for chosen in zip_longest(*(IN_ADDRESS[kind] for kind in kinds), fillvalue="nobody") if kinds else [()]:
        address = pattern
        for value in chosen:
            address = PARAMETER.sub(value.replace("\\", ""), address, count=1)
        yield f"/{address}"


def admitted(power: Power, phase: PhaseState) -> Role | None:
    """Somebody the gate lets in; a stranger where everybody may come."""
    if Role.PUBLIC in MATRIX[power].roles:
        return None
    return next(role for role in sorted(GRANTABLE) if allowed(role, power, phase))


def asked_in(phase: PhaseState) -> list[tuple[str, Power]]:
    """The routes that are open in this phase to somebody, and were not in an earlier one that is asked."""
    earlier = list(PHASES.values())[: list(PHASES.values()).index(phase)]
    open_now = []
    for pattern, route in routes(get_resolver()):
        power = route.callback.power
        people = [*GRANTABLE, Role.PUBLIC]
        if not any(allowed(role, power, before) for role in people for before in earlier) and any(
            allowed(role, power, phase) for role in people
        ):
            open_now.append((pattern.replace("^", "").replace("$", ""), power))
    return open_now


@dataclass
class Asking:
    """Asks, undoes what the answer did, and remembers every fault of ours."""

    faults: list[str] = field(default_factory=list)
    asked: int = 0

    def ask(self, client: Client, method: str, address: str, data: bytes = b"", kind: str = FORM) -> int:
        """The status of one request's answer; what is refused is refused in words."""
        raised: list[str] = []
        note = partial(self._note, raised)
        got_request_exception.connect(note)
        with transaction.atomic():
            answer = client.generic(method, address, data, kind)
            said = b"".join(answer)
            transaction.set_rollback(True)
        got_request_exception.disconnect(note)
        self.asked += 1
        if self.asked % 500 == 0:
            gc.collect()  # what was sent stays with what it brought about, and much of it is long
        if answer.status_code >= 500:
            self.faults.append(f"{method} {address[:80]} {data[:60]!r} {kind}: {raised}")
        elif answer.status_code in (400, 413) and "text/html" in answer["Content-Type"] and b"<h1>" not in said:
            self.faults.append(f"{method} {address[:80]} {data[:60]!r} {kind}: {answer.status_code} without a sentence")
        return int(answer.status_code)

    @staticmethod
    def _note(raised: list[str], sender: object, **_: object) -> None:
        raised.append(repr(sys.exc_info()[1])[:200])


@pytest.mark.parametrize("until", PHASES)
def test_no_address_and_no_body_brings_a_page_down(cast: Cast, client_of: Callable[..., Client], until: str) -> None:
    opened(cast, until)
    asking, clients = Asking(), {None: Client()}
    names = fields()
    forms = [("&".join(f"{name}={value}" for name in names).encode(), FORM) for value in VALUES]
    for number, (pattern, power) in enumerate(asked_in(PHASES[until])):
        role = admitted(power, PHASES[until])
        client = clients.get(role) or clients.setdefault(role, client_of(role))
        client.raise_request_exception = False
        first, *others = addresses(pattern)
        for address in (*others, first):
            asking.ask(client, "GET", address)
            takes_nothing = asking.ask(client, "POST", address) == 405
        for data, kind in () if takes_nothing else (*BODIES[number % 3 :: 3], *forms):
            asking.ask(client, "POST", first, data, kind)
    assert asking.asked > 10
    assert not asking.faults, "\n" + "\n".join(asking.faults)


def test_without_a_campaign_every_page_answers(client_of: Callable[..., Client]) -> None:
    asking, before, clients = Asking(), PhaseState.BEFORE, {None: Client()}
    for pattern, route in routes(get_resolver()):
        role = next((role for role in sorted(GRANTABLE) if allowed(role, route.callback.power, before)), None)
        client = clients.get(role) or clients.setdefault(role, client_of(role))
        client.raise_request_exception = False
        asking.ask(client, "GET", next(addresses(pattern.replace("^", "").replace("$", ""))))
    assert not asking.faults, "\n" + "\n".join(asking.faults)
