"""Every route names exactly one Power, and its gate lets nobody else in: route × role × phase (law 8)."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path

from pingyi.records.organisation.models import Account
from pingyi.rules.mandate import (
    CLOCKWORK,
    PUBLIC,
    RESPONDENT,
    UNIT_BOUND,
    Actor,
    Grant,
    PersonRef,
    PhaseState,
    Power,
    Role,
    UnitRef,
    allowed,
)
from pingyi.ui.door.gate import behind, serves
from tests.law.source import ensure_none

REFUSALS = {302, 403, 404}
NOBODY = {Role.CLOCKWORK: CLOCKWORK, Role.PUBLIC: PUBLIC, Role.RESPONDENT: RESPONDENT}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route below a resolver, with its full pattern."""
    for route in resolver.url_patterns:
        if isinstance(route, URLResolver):
            yield from routes(route, f"{prefix}{route.pattern}")
        else:
            yield f"{prefix}{route.pattern}", route


def powerless(resolver: URLResolver) -> Iterator[str]:
    """Routes without gate."""
    for name, route in routes(resolver):
        if not isinstance(getattr(route.callback, "power", None), Power):
            yield f"/{name} names no Power; put @serves(Power.X) on its page"


def hidden(resolver: URLResolver) -> Iterator[str]:
    """Routes that another of the same address or name takes the place of."""
    found: list[tuple[str, str | None]] = []
    for address, route in routes(resolver):
        for each, name in found:
            if address == each or (route.name and route.name == name):
                yield f"/{address} ({route.name}) is also /{each} ({name})"
        found.append((address, route.name))


def intruders(page: Any) -> Iterator[str]:
    """Everybody whom a page's gate lets in, or answers with an error, though the matrix refuses them."""
    for role in Role:
        for phase in PhaseState:
            if allowed(role, page.power, phase):
                continue
            got = _answer(page, _request(role, phase, page.methods[0]))
            if got not in REFUSALS:
                yield f"{page.power}: {role} in phase {phase} got {got}"


def _answer(page: Any, request: HttpRequest) -> int | str:
    """The status of the answer, or what went wrong: then the page itself ran, without its arguments."""
    try:
        return int(page(request).status_code)
    except Http404:
        return 404
    except Exception as fault:
        return repr(fault)


def _request(role: Role, phase: PhaseState, method: str) -> HttpRequest:
    request = RequestFactory().generic(method, "/")
    request.actor, request.phase = _holder(role), phase
    request.user = AnonymousUser() if role in NOBODY else Account(username=role, name=role)
    return request


def _holder(role: Role) -> Actor:
    if role in NOBODY:
        return NOBODY[role]
    grants = () if role is Role.SIGNED_IN else (Grant(role, UnitRef("east") if role in UNIT_BOUND else None),)
    return Actor(PersonRef(role), role, grants, acknowledged=True, strong=True)


def test_no_page_hides_another() -> None:
    ensure_none(hidden(get_resolver()))


def test_every_route_names_its_power() -> None:
    ensure_none(powerless(get_resolver()))


def test_no_route_lets_in_whom_the_matrix_refuses(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    """Refusals are told by their status; that each can be read is for tests/ui/door, and not sixteen thousand times."""
    blank = ("django.template.loaders.locmem.Loader", {"ui/refused.html": ""})
    settings.TEMPLATES = [{"BACKEND": settings.TEMPLATES[0]["BACKEND"], "OPTIONS": {"loaders": [blank]}}]
    caplog.set_level(logging.ERROR, logger="django.request")  # thousands of refusals are what we want
    ensure_none(intruder for _, route in routes(get_resolver()) for intruder in intruders(route.callback))


def test_no_route_takes_a_method_that_no_page_has(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, logger="django.request")
    ensure_none(
        f"/{name} answers {method} of {role} with {got}"
        for name, route in routes(get_resolver())
        for role in Role
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "长")
        if method not in route.callback.methods
        and (got := _answer(route.callback, _request(role, PhaseState.SOLICIT, method))) != 405
    )


def welcome(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


@pytest.mark.parametrize("power", Power)
def test_the_gate_lets_in_whom_the_matrix_allows(power: Power) -> None:
    page = serves(power)(welcome)
    for role in Role:
        for phase in PhaseState:
            if allowed(role, power, phase):
                assert page(_request(role, phase, "GET")).content == b"in"


def test_a_page_without_gate_is_found() -> None:
    resolver = URLResolver(
        get_resolver().pattern,
        [path("open/", welcome), path("gated/", serves(Power.PORTAL_READ)(welcome))],
    )
    assert list(powerless(resolver)) == ["/open/ names no Power; put @serves(Power.X) on its page"]


def test_a_gate_with_a_hole_is_found() -> None:
    def hole(request: HttpRequest) -> HttpResponse:
        return HttpResponse("in")

    hole.power, hole.methods = Power.RANKING_APPROVE, ("GET",)
    assert "ranking:approve: public in phase before got 200" in list(intruders(hole))


def test_the_routes_of_another_package_come_behind_the_gate() -> None:
    inner = [path("a/", welcome, name="a"), path("deep/", ([path("b/", welcome, name="b")], None, None))]
    gated = behind(inner, lambda name: Power.SESSION_OPEN if name == "a" else Power.ACCOUNT_USE)
    found = {name: route.callback.power for name, route in routes(URLResolver(get_resolver().pattern, gated))}
    assert found == {"a/": Power.SESSION_OPEN, "deep/b/": Power.ACCOUNT_USE}


def test_a_page_that_hides_another_is_found() -> None:
    one = [path("a/", welcome, name="a"), path("b/", welcome, name="b")]
    same = [*one, path("a/", welcome), path("c/", welcome, name="b")]
    assert len(list(hidden(URLResolver(get_resolver().pattern, same)))) == 2
