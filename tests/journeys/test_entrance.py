"""The entrance in a real browser: an invitation, a passkey, and a door that opens with nothing else."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from pingyi.records.journal.models import JournalEntry
from pingyi.records.organisation import actions
from pingyi.rules.mandate import Role
from tests.cast import PASSWORD, Cast, cast
from tests.journeys.sight import faults_of
from tests.journeys.visitor import Guests, follow


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast()


CHIP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def page(guests: Guests) -> Page:
    """A phone in English with a passkey chip; `page.finger(False)`: it feels no finger."""
    page = guests.passer_by(locale="en")
    page.context.add_cookies([{"name": "language", "value": "en", "url": guests.house.address}])
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": CHIP})
    page.finger = lambda shown: devtools.send("WebAuthn.setUserVerified", added | {"isUserVerified": shown})
    return page


def let_proofs_age() -> None:
    """As if every second factor had been shown six minutes ago."""
    for number in Session.objects.values_list("pk", flat=True):
        session = SessionStore(number)
        for record in session.get("account_authentication_methods", []):
            record["at"] -= 360
        session.save()


def seen(page: Page, name: str) -> None:
    faults = faults_of(page, f"entrance-{name}")
    assert not faults, "\n".join(faults)


def sign_in(page: Page, guests: Guests, username: str) -> None:
    guests.go(page, "account_login")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))


def add_passkey(page: Page, guests: Guests, name: str) -> None:
    guests.go(page, "mfa_add_webauthn")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Confirm"))
    page.get_by_label("Name of the passkey").fill(name)
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(guests.house.url("mfa_view_recovery_codes"))


def kinds() -> list[str]:
    return [kind for kind in JournalEntry.objects.order_by("pk").values_list("kind", flat=True) if "factor" in kind]


def test_from_the_invitation_to_a_role_that_needs_a_second_factor(people: Cast, page: Page, guests: Guests) -> None:
    security = people.actor(Role.SEC_ADMIN)
    new = actions.NewPerson("bai.lu", "白露")
    (account,) = actions.add_people([new], actor=people.actor(Role.SYS_ADMIN), at=settings.CLOCK.now())
    token = actions.invite(account, actor=people.actor(Role.SYS_ADMIN), at=settings.CLOCK.now())
    actions.grant_role(account, Role.SUPERVISOR, actor=security, at=settings.CLOCK.now())

    guests.go(page, "join", token)
    page.get_by_label("Your name").fill("白露")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_label("I have read the eight prohibitions").check()
    follow(page.get_by_role("button", name="Open my account"))
    page.get_by_label("Username").fill("bai.lu")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(guests.house.url("today"))

    guests.go(page, "mfa_add_webauthn")
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Confirm"))
    page.get_by_label("opens the account alone").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(guests.house.url("mfa_view_recovery_codes"))

    page.context.clear_cookies(name="sessionid")
    guests.go(page, "account_login")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(guests.house.url("today"))
    guests.go(page, "second-factor")
    page.wait_for_url(guests.house.url("today"))  # not asked again: the passkey was the second factor


def test_a_passkey_beside_the_password_from_its_first_day_to_its_last(people: Cast, page: Page, guests: Guests) -> None:
    sign_in(page, guests, "office-staff")
    add_passkey(page, guests, "长" * 64)
    assert page.get_by_role("main").get_by_role("listitem").count() == 10
    seen(page, "codes")

    page.context.clear_cookies(name="sessionid")
    sign_in(page, guests, "office-staff")
    page.wait_for_url(guests.house.url("mfa_authenticate"))
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(guests.house.url("today"))

    let_proofs_age()
    guests.go(page, "mfa_list_webauthn")
    seen(page, "passkeys")
    page.get_by_role("link", name="Remove").click()
    page.wait_for_url("**/webauthn/reauthenticate/**")  # the passkey, not the codes that lie at home
    seen(page, "asked")
    page.finger(False)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("No passkey answered").wait_for()
    seen(page, "not-answered")
    page.finger(True)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/remove/")
    seen(page, "remove")
    assert kinds() == ["factor:change:1"]
    page.get_by_role("button", name="Remove").click()
    page.wait_for_url(guests.house.url("mfa_list_webauthn"))
    assert kinds() == ["factor:change:1"] * 2
    guests.go(page, "today")
    expect(page.get_by_text("second factors of your account were changed")).to_have_count(2)

    page.context.clear_cookies(name="sessionid")
    sign_in(page, guests, "office-staff")
    page.wait_for_url(guests.house.url("today"))  # the password opens it again, and nothing is left of the codes
    assert not Authenticator.objects.filter(user=people[Role.OFFICE_STAFF]).exists()


def test_a_lost_passkey_is_taken_away_by_the_security_administrator(people: Cast, page: Page, guests: Guests) -> None:
    sign_in(page, guests, "office-staff")
    add_passkey(page, guests, "blue key")
    theirs = page.context.cookies()

    page.context.clear_cookies(name="sessionid")
    sign_in(page, guests, "sec-admin")
    add_passkey(page, guests, "mine")
    guests.go(page, "person-grants", people[Role.OFFICE_STAFF].ref)
    seen(page, "lost")
    card = page.locator("form.card", has=page.get_by_role("heading", name="Second factor lost"))
    card.get_by_label("Reason").fill("telephone lost")
    follow(card.get_by_role("button"))
    expect(card).to_have_count(0)
    seen(page, "taken-away")
    assert kinds()[-1] == "factor:reset:1"
    guests.go(page, "person-grants", people[Role.SEC_ADMIN].ref)
    assert card.count() == 0, "nobody their own"

    page.context.clear_cookies(name="sessionid")
    page.context.add_cookies(theirs)
    guests.go(page, "mfa_index")
    assert page.url.startswith(guests.house.url("account_login")), "every session ended"
    sign_in(page, guests, "office-staff")
    assert page.url == guests.house.url("account_login"), "the old password opens nothing"
