"""Somebody at a browser: signs in as people do, looks at pages, and notes whatever a page should not do."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from pingyi.records.organisation.models import Account
from tests.cast import show_factor
from tests.journeys import house

PATIENCE = 180_000
"""Milliseconds: a passphrase costs a second on purpose, every ballot a fifth of one; far more on a busy machine."""

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


def wide(width: int) -> dict[str, int]:
    """A screen of this width."""
    return {"width": width, "height": 800}


@dataclass(frozen=True)
class House:
    """A server, and where its visitors keep what they need: one of the two demos, or this process's own."""

    address: str
    folder: Path

    def ready(self) -> "House":
        """Wait until it answers."""
        house.wait(self.folder, self.address)
        return self

    def url(self, route: str, *args: object) -> str:
        """The address of a page."""
        return self.address + reverse(route, args=args)

    def pass_of(self, browser: Browser, username: str) -> Any:
        """The cookies of that person, who signs in once per run: some roles may have one session only."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / f"{username}.json"
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                context = browser.new_context(locale="zh-CN")
                _sign_in(context.new_page(), self, username)
                context.storage_state(path=path)
                context.close()
        return json.loads(path.read_text())


def _sign_in(page: Page, house: House, username: str) -> None:
    """Choose the part on the sign-in page, then type the code that the demo shows."""
    page.goto(house.url("account_login"))
    part = page.locator(f"[data-fill-username={username}]")
    if not part.is_visible():
        page.locator("details", has=part).locator("summary").click()
    part.click()
    follow(page.locator("main form button[type=submit]").first)
    for _ in range(3):  # a code may run out while it is typed; people then type the next one
        code = page.get_by_role("note").locator(".hash").inner_text()
        page.locator("[name=code]").fill(code)
        follow(page.locator("main form button[type=submit]").first)
        if page.url == house.url("today"):
            return
    raise AssertionError(f"{username} was not let in; the page is {page.url}")


def follow(link: Locator) -> None:
    """Click what leads to another page, or to the same once more, and wait until that has come."""
    with link.page.expect_navigation():
        link.click()


@dataclass
class Notes:
    """What happened while somebody looked at pages."""

    own: str
    asked: list[Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def watch(self, context: BrowserContext) -> None:
        """Listen to everything in this browser."""
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))

    def _asked(self, request: Request) -> None:
        self.asked.append(request)
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.own:
            self.faults.append(f"foreign request: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text}")


@contextmanager
def visit(browser: Browser, house: House, username: str = "", **options: Any) -> Iterator[tuple[Page, Notes]]:
    """A telephone of one's own in that house, signed in if a name is given; nothing may have gone wrong at the end."""
    state = house.pass_of(browser, username) if username else None
    telephone = {"viewport": PHONE, "reduced_motion": "reduce", "locale": "zh-CN", "storage_state": state}
    context = browser.new_context(**(telephone | options))
    context.set_default_timeout(PATIENCE)
    notes = Notes(house.address)
    notes.watch(context)
    try:
        yield context.new_page(), notes
    finally:
        context.close()
    wrong = [fault for fault in notes.faults if not any(word in fault for word in notes.expected)]
    assert not wrong, "\n".join(wrong)


@dataclass
class Guests:
    """Visitors of this process's own server, each at a browser of their own until the test is over."""

    browser: Browser
    house: House
    leaving: ExitStack

    def passer_by(self, *expected: str, **options: Any) -> Page:
        """Somebody without an account; `expected`: what may be said to be wrong at the end."""
        page, notes = self.leaving.enter_context(visit(self.browser, self.house, **options))
        notes.expected = expected
        return page

    def seat(self, account: Account, *expected: str, **options: Any) -> Page:
        """That person, signed in with a second factor."""
        client = Client()
        client.force_login(account)
        show_factor(client, account)
        page = self.passer_by(*expected, **options)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.house.address}])
        return page

    def go(self, page: Page, route: str, *args: object) -> int:
        """Open a page; answers its status."""
        answer = page.goto(self.house.url(route, *args))
        assert answer is not None
        return answer.status
