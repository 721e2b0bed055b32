"""The counting table with its people, each at a browser of their own: signed in with password and code app."""

from dataclasses import dataclass, field
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from playwright.sync_api import Page

from pingyi.commands import trustee
from pingyi.records.box.queries import latest_setup
from pingyi.records.organisation.models import Account
from pingyi.rules.ballot.keyfile import KeyFile
from pingyi.rules.ballot.setup import Place
from pingyi.rules.mandate import Role
from tests import stage
from tests.cast import PASSWORD
from tests.journeys.sight import faults_of
from tests.journeys.visitor import DESK, Guests, House, follow
from tests.sitting import Sitting

PASSPHRASE = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Table:
    """The sitting, and the browsers around it."""

    sitting: Sitting
    guests: Guests
    codes: set[tuple[str, str]] = field(default_factory=set)

    @property
    def house(self) -> House:
        """Where it stands."""
        return self.guests.house

    def go(self, page: Page, route: str, *args: object) -> int:
        """Open a page; answers its status."""
        return self.guests.go(page, route, *args)

    def seat(self, role: Role, language: str = "zh-hans") -> Page:
        """That role's person, signed in."""
        return self.sign_in(self.sitting.cast[role], language)

    def sign_in(self, account: Account, language: str = "zh-hans") -> Page:
        """A browser of this person's own, through the sign-in page: password, then the code that their app shows."""
        account.set_password(PASSWORD)
        account.password_set_at = settings.CLOCK.now()
        account.save()
        if not Authenticator.objects.filter(user=account).exists():
            TOTP.activate(account, SECRET)
        page = self.passer_by(language)
        page.goto(self.house.url("account_login"))
        page.locator("[name=login]").fill(account.username)
        page.locator("[name=password]").fill(PASSWORD)
        follow(page.locator("main form button[type=submit]").first)
        page.locator("[name=code]").fill(self._code(account))
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(self.house.url("today"))
        return page

    def _code(self, account: Account) -> str:
        """A code of the app: the one that will be taken longest, and nobody is let in twice with the same."""
        counters = reversed(list(yield_hotp_counters_from_time()))
        shown = (format_hotp_value(hotp_value(SECRET, counter)) for counter in counters)
        code = next(code for code in shown if (account.username, code) not in self.codes)
        self.codes.add((account.username, code))
        return code

    def passer_by(self, language: str = "zh-hans", *expected: str) -> Page:
        """Somebody without an account; `expected`: what may be said to be wrong at the end."""
        page = self.guests.passer_by(*expected, viewport=DESK)
        self._speak(page, language)
        return page

    def look(self, page: Page, name: str) -> None:
        """The page in both languages, on a telephone and on a desk: nothing is wrong with it."""
        own = "en" if page.evaluate("document.documentElement.lang") == "en" else "zh-hans"
        faults: list[str] = []
        for language in sorted(("en", "zh-hans"), key=own.__eq__):  # one's own language last: it stays
            self._speak(page, language)
            page.reload()
            faults += faults_of(page, f"joint-{name}-{language}")
        assert not faults, "\n".join(faults)

    def glance(self, page: Page, name: str) -> None:
        """The page as it stands, with what it has just said."""
        faults = faults_of(page, f"joint-{name}")
        assert not faults, "\n".join(faults)

    def _speak(self, page: Page, language: str) -> None:
        page.context.add_cookies([{"name": "language", "value": language, "url": self.house.address}])


def key_file(sitting: Sitting, number: int, folder: Path) -> Path:
    """Trustee `number`'s key file, as `pingyi trustee` writes it."""
    progress = latest_setup(stage.CODE)
    assert progress is not None
    place = Place("Ed25519", len(sitting.seeds), 2, number)
    path = folder / f"{number}.age"
    path.write_bytes(trustee.seal(KeyFile(progress.name, place, sitting.seeds[number - 1]), PASSPHRASE))
    return path
