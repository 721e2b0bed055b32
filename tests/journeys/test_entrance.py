"""The entrance in a real browser: an invitation, a passkey, and a door that opens with nothing else."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pingyi.records.journal.models import JournalEntry
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
        added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": chip})
        page.finger = lambda shown: devtools.send("WebAuthn.setUserVerified", added | {"isUserVerified": shown})
        yield page
        browser.close()


def let_proofs_age() -> None:
    """As if every second factor had been shown six minutes ago."""
    for number in Session.objects.values_list("pk", flat=True):
        session = SessionStore(number)
        for record in session.get("account_authentication_methods", []):
            record["at"] -= 360
        session.save()


def sign_in(page: Page, server: LiveServer, username: str) -> None:
    page.goto(at(server, "account_login"))
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


def add_passkey(page: Page, server: LiveServer, name: str) -> None:
    page.goto(at(server, "mfa_add_webauthn"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name of the passkey").fill(name)
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(at(server, "mfa_view_recovery_codes"))


def kinds() -> list[str]:
    return [kind for kind in JournalEntry.objects.order_by("pk").values_list("kind", flat=True) if "factor" in kind]


def pictured(page: Page, pictures: Path, name: str) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=pictures / f"entrance-{name}-{width}.png", full_page=True)


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
    page.wait_for_url(at(live_server, "today"))

    page.goto(at(live_server, "mfa_add_webauthn"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("opens the account alone").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(at(live_server, "mfa_view_recovery_codes"))

    page.context.clear_cookies(name="sessionid")
    page.goto(at(live_server, "account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(at(live_server, "today"))
    page.goto(at(live_server, "second-factor"))
    page.wait_for_url(at(live_server, "today"))  # not asked again: the passkey was the second factor


def test_a_passkey_beside_the_password_from_its_first_day_to_its_last(
    people: Cast, page: Page, live_server: LiveServer, pictures: Path
) -> None:
    page.context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    sign_in(page, live_server, "office-staff")
    add_passkey(page, live_server, "长" * 64)
    assert page.get_by_role("main").get_by_role("listitem").count() == 10
    pictured(page, pictures, "codes")

    page.context.clear_cookies(name="sessionid")
    sign_in(page, live_server, "office-staff")
    page.wait_for_url(at(live_server, "mfa_authenticate"))
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(at(live_server, "today"))

    let_proofs_age()
    page.goto(at(live_server, "mfa_list_webauthn"))
    pictured(page, pictures, "passkeys")
    page.get_by_role("link", name="Remove").click()
    page.wait_for_url("**/webauthn/reauthenticate/**")  # the passkey, not the codes that lie at home
    pictured(page, pictures, "asked")
    page.finger(False)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("No passkey answered").wait_for()
    pictured(page, pictures, "not-answered")
    page.finger(True)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/remove/")
    pictured(page, pictures, "remove")
    assert kinds() == ["factor:change:1"]
    page.get_by_role("button", name="Remove").click()
    page.wait_for_url(at(live_server, "mfa_list_webauthn"))
    assert kinds() == ["factor:change:1"] * 2
    page.goto(at(live_server, "today"))
    assert page.get_by_text("second factors of your account were changed").count() == 2

    page.context.clear_cookies(name="sessionid")
    sign_in(page, live_server, "office-staff")
    page.wait_for_url(at(live_server, "today"))  # the password opens it again, and nothing is left of the codes
    assert not Authenticator.objects.filter(user=people[Role.OFFICE_STAFF]).exists()


def test_a_lost_passkey_is_taken_away_by_the_security_administrator(
    people: Cast, page: Page, live_server: LiveServer, pictures: Path
) -> None:
    page.context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    sign_in(page, live_server, "office-staff")
    add_passkey(page, live_server, "blue key")
    theirs = page.context.cookies()

    page.context.clear_cookies(name="sessionid")
    sign_in(page, live_server, "sec-admin")
    add_passkey(page, live_server, "mine")
    page.goto(at(live_server, "person-grants", people[Role.OFFICE_STAFF].ref))
    pictured(page, pictures, "lost")
    card = page.locator("form.card", has=page.get_by_role("heading", name="Second factor lost"))
    card.get_by_label("Reason").fill("telephone lost")
    card.get_by_role("button").click()
    page.wait_for_load_state()
    assert card.count() == 0
    pictured(page, pictures, "taken-away")
    assert kinds()[-1] == "factor:reset:1"
    page.goto(at(live_server, "person-grants", people[Role.SEC_ADMIN].ref))
    assert card.count() == 0, "nobody their own"

    page.context.clear_cookies(name="sessionid")
    page.context.add_cookies(theirs)
    page.goto(at(live_server, "mfa_index"))
    assert page.url.startswith(at(live_server, "account_login")), "every session ended"
    sign_in(page, live_server, "office-staff")
    assert page.url == at(live_server, "account_login"), "the old password opens nothing"
