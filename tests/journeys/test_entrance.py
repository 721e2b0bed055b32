"""The entrance in a real browser: an invitation, a passkey, and a door that opens with nothing else."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pingyi.records.organisation import actions
from pingyi.rules.mandate import Role
from tests.cast import PASSWORD, Cast, cast

pytestmark = pytest.mark.journey


@pytest.fixture
def people(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread
    return cast()


@pytest.fixture
def page() -> Iterator[Page]:
    """A phone in English with a passkey chip that needs no finger."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740}, locale="en")
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        chip = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": chip})
        yield page
        browser.close()


def at(server: LiveServer, route: str, *args: str) -> str:
    return f"{server.url}{reverse(route, args=args)}"


def test_from_the_invitation_to_a_role_that_needs_a_second_factor(
    people: Cast, page: Page, live_server: LiveServer
) -> None:
    security = people.actor(Role.SEC_ADMIN)
    new = actions.NewPerson("bai.lu", "白露")
    (account,) = actions.add_people([new], actor=people.actor(Role.SYS_ADMIN), at=settings.CLOCK.now())
    token = actions.invite(account, actor=people.actor(Role.SYS_ADMIN), at=settings.CLOCK.now())
    actions.grant_role(account, Role.SUPERVISOR, actor=security, at=settings.CLOCK.now())

    page.context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    page.goto(at(live_server, "join", token))
    page.get_by_label("Your name").fill("白露")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_label("I have read the eight prohibitions").check()
    page.get_by_role("button", name="Open my account").click()
    page.get_by_label("Username").fill("bai.lu")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(at(live_server, "home"))

    page.goto(at(live_server, "mfa_add_webauthn"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(at(live_server, "mfa_view_recovery_codes"))

    page.context.clear_cookies(name="sessionid")
    page.goto(at(live_server, "account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(at(live_server, "home"))
    page.goto(at(live_server, "second-factor"))
    page.wait_for_url(at(live_server, "home"))  # not asked again: the passkey was the second factor
