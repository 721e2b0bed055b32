"""Every form that somebody can reach, filled in with what no browser sends; every route, by every method.

`test_bad_requests` knocks at every address with names that nothing has. Here the walk goes through the pages, so that
what is sent is about things that are there, and reaches the acts behind the forms.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from urllib.parse import quote_plus

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from pingyi.rules.mandate import GRANTABLE, PhaseState, Role, allowed
from pingyi.ui.confirm import AGREED
from tests import stage
from tests.cast import Cast, show_factor
from tests.desks.test_bad_requests import FORM, MULTIPART, PART, Asking, addresses
from tests.doors import Form, walk
from tests.law.test_routes import routes
from tests.sitting import Sitting

pytestmark = pytest.mark.django_db
LONG = "%E9%95%BF" * 8000
TYPED = (LONG, "9" * 400, "%ED%A0%80", "99999-12-31")
"""What stands in each field in its turn, all others as the page has them."""

RARE = (
    *("", "%00", "-1", "1e999", "NaN", "9" * 5000, "0000-00-00", "2026-07-01T02:60"),
    *("%C2%B2", "%F0%A0%AE%B7", "..", "null"),
)
"""What stands in all fields at once, and in one field each."""

CONTENTS = (b"", b"PK\3\4", b"%PDF-1.4", b"\0\xff\xfe", b"\xed\xa0\x80", b'{"a": "\\ud800"}', b"[" * 10_000)
OTHERS = (
    (b'{"kind": "\\ud800", "text": "\\ud800", "reason": "\\u0000", "\\ud800": ["\\ud800"]}', "application/json"),
    (b'"\xed\xa0\x80"', "application/json"),
    (b'{"trustee": 1e999, "reason": 1}', "text/plain"),
    (b"a=1", ""),
)
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


def bodies(form: Form) -> Iterator[tuple[bytes, str]]:
    """What is sent in place of the form as the page has it, which comes first."""
    fields = [(name, quote_plus(value)) for name, value in form.fields]
    agreed = (AGREED, "1")
    yield written([*fields, agreed]), FORM
    for at, ((name, value), rare) in enumerate(zip(fields, cycle(RARE), strict=False)):
        for typed in (*TYPED, rare):
            yield written([*fields[:at], (name, typed), *fields[at + 1 :], agreed]), FORM
        yield written([*fields[:at], *fields[at + 1 :], agreed]), FORM
        yield written([*fields, (name, value), (name, "x"), agreed]), FORM
    for value in RARE:
        yield written([*((name, value) for name, _ in fields), *((name, value) for name in form.files), agreed]), FORM
    yield from OTHERS
    texts = b"".join(PART % f'name="{name}"'.encode() + value.encode() + b"\r\n" for name, value in form.fields)
    for content in CONTENTS:
        for names, before in ((form.files, texts), ([name for name, _ in form.fields], b"")):
            heads = (PART % f'name="{name}"; filename="表.xlsx"'.encode() for name in names)
            files = b"".join(head + content + b"\r\n" for head in heads)
            yield before + files + PART % b'name="confirmed"' + b"1\r\n--x--\r\n", MULTIPART


def knock(asking: Asking, client: Client, form: Form) -> None:
    """Send it in every wrong way."""
    if form.method == "GET":
        for body, kind in bodies(form):
            if kind == FORM and len(body) < len(LONG):
                asking.ask(client, "GET", f"{form.action}?{body.decode()}")
        return
    for body, kind in bodies(form):
        asking.ask(client, "POST", form.action, body, kind)


def knock_everywhere(cast: Cast) -> Asking:
    """As everybody, at every form that nobody before them had."""
    asking, done = Asking(), set[tuple[str, ...]]()
    for role in (None, *sorted(GRANTABLE)):
        client = signed_in(cast, role)

        def get(address: str, client: Client = client, role: Role | None = role) -> HttpResponse:
            with transaction.atomic():
                answer = client.get(address)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                asking.faults.append(f"{role} GET {address}")
            return answer

        for form in walk(get):
            if form.kind not in done and not any(word in form.action for word in LEAVES):
                done.add(form.kind)
                knock(asking, client, form)
    return asking


def test_while_papers_are_owed(cast: Cast) -> None:
    stage.opened(cast)
    asking = knock_everywhere(cast)
    assert asking.asked > 1000
    assert not asking.faults, "\n" + "\n".join(asking.faults)


def test_while_the_result_is_signed(sitting_at: Callable[[str], Sitting]) -> None:
    asking = knock_everywhere(sitting_at("reckoned").cast)
    assert asking.asked > 1000
    assert not asking.faults, "\n" + "\n".join(asking.faults)


def test_no_method_brings_a_page_down(cast: Cast) -> None:
    stage.opened(cast)
    asking, clients = Asking(), {None: signed_in(cast, None)}
    for pattern, route in routes(get_resolver()):
        address = next(addresses(pattern.replace("^", "").replace("$", "")))
        power = route.callback.power
        inside = next((role for role in sorted(GRANTABLE) if allowed(role, power, PhaseState.MOBILISE)), None)
        for role in {None, inside}:
            client = clients.get(role) or clients.setdefault(role, signed_in(cast, role))
            for method in ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "长"):
                asking.ask(client, method, address)
    assert not asking.faults, "\n" + "\n".join(asking.faults)
