"""Signing in: with password, with second factor, and not too often."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pingyi.desks.entrance import demo
from pingyi.records.journal.models import JournalEntry
from pingyi.rules.mandate import Role
from tests.cast import PASSWORD, Cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def no_failures_yet(db: None) -> None:
    cache.clear()


def sign_in(username: str, password: str = PASSWORD, client: Client | None = None, source: str = "10.0.0.1"):
    client = client or Client()
    answer = client.post(reverse("account_login"), {"login": username, "password": password}, REMOTE_ADDR=source)
    return client, answer


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1]))


def kinds() -> list[str]:
    return list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))


def test_a_demo_gives_the_key_files_of_its_invented_trustees_and_nothing_else_does(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    path, client = reverse("demo-key", args=["trustee-supervisor"]), Client()
    (tmp_path / demo.DEMO_KEYS).write_text('{"trustee-supervisor": "an age file"}')
    assert client.get(path).status_code == 404
    settings.DEMO = True
    answer = client.get(path)
    assert answer.content == b"an age file" and "trustee-supervisor.age" in answer["Content-Disposition"]
    assert client.get(reverse("demo-key", args=["trustee-statistics"])).status_code == 404


def test_the_right_password_opens_a_session_and_the_journal_says_so(cast: Cast) -> None:
    client, answer = sign_in("office-staff")
    assert answer.status_code == 302
    assert answer.url == reverse("today")
    assert client.get("/").context["user"] == cast[Role.OFFICE_STAFF]
    assert kinds() == ["session:open:1"]


def test_the_wrong_password_does_not_and_is_noted_without_a_name(cast: Cast) -> None:
    client, answer = sign_in("office-staff", "not the password")
    assert answer.status_code == 200
    assert not client.get("/").context["user"].is_authenticated
    entry = JournalEntry.objects.get()
    assert entry.kind == "session:refuse:1"
    assert b"office-staff" not in bytes(entry.leaf)


def test_five_failures_lock_the_account_for_everybody(cast: Cast) -> None:
    for number in range(5):
        sign_in("office-staff", "wrong", source=f"10.0.1.{number}")
    client, _ = sign_in("office-staff", source="10.0.2.1")
    assert not client.get("/").context["user"].is_authenticated
    client, _ = sign_in("office-director", source="10.0.2.1")
    assert client.get("/").context["user"].is_authenticated


def test_guessing_over_many_accounts_locks_the_source_and_no_other(cast: Cast, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,5/15m/ip"}
    for role in list(Role)[:5]:
        sign_in(role.replace("_", "-"), "wrong", source="10.0.3.1")
    locked, _ = sign_in("office-staff", source="10.0.3.1")
    elsewhere, _ = sign_in("office-staff", source="10.0.3.2")
    assert not locked.get("/").context["user"].is_authenticated
    assert elsewhere.get("/").context["user"].is_authenticated


def test_a_hall_shares_one_address(cast: Cast) -> None:
    """Thirty wrong passwords, of which one account had more than it may, keep nobody else outside."""
    for role in list(cast.accounts)[:5]:
        for _ in range(4):
            sign_in(role.replace("_", "-"), "wrong")
    for _ in range(10):
        sign_in("office-director", "wrong")
    client, _ = sign_in("office-staff")
    assert client.get("/").context["user"].is_authenticated


def test_a_code_app_is_asked_for_and_makes_the_session_strong(cast: Cast) -> None:
    TOTP.activate(cast[Role.TRUSTEE], SECRET)
    client, answer = sign_in("trustee")
    assert answer.url == reverse("mfa_authenticate")
    assert not client.get("/").context["user"].is_authenticated
    client.post(reverse("mfa_authenticate"), {"code": code()})
    request = client.get("/").wsgi_request
    assert request.user == cast[Role.TRUSTEE]
    assert request.actor.strong


def test_the_secret_of_a_code_app_is_not_in_the_database(cast: Cast) -> None:
    from allauth.mfa.utils import decrypt, encrypt

    assert SECRET not in encrypt(SECRET)
    assert decrypt(encrypt(SECRET)) == SECRET


def test_a_privileged_person_has_one_session(cast: Cast) -> None:
    TOTP.activate(cast[Role.TRUSTEE], SECRET)
    first, _ = sign_in("trustee")
    first.post(reverse("mfa_authenticate"), {"code": code()})
    cache.clear()
    second, _ = sign_in("trustee")
    second.post(reverse("mfa_authenticate"), {"code": code()})
    assert not first.get("/").context["user"].is_authenticated
    assert second.get("/").context["user"].is_authenticated


def test_signing_out_ends_the_session_on_the_server(cast: Cast) -> None:
    client, _ = sign_in("office-staff")
    key = client.session.session_key
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=key).exists()
    assert kinds() == ["session:open:1", "session:close:1"]


@pytest.mark.parametrize(
    ("role", "after", "still_in"),
    [
        (Role.OFFICE_STAFF, timedelta(minutes=14, seconds=50), True),
        (Role.OFFICE_STAFF, timedelta(minutes=15), False),
        (Role.SYS_ADMIN, timedelta(minutes=9, seconds=50), True),
        (Role.SYS_ADMIN, timedelta(minutes=10), False),
    ],
)
def test_idle_sessions_end(cast: Cast, client_of, clock, role: Role, after: timedelta, still_in: bool) -> None:
    client = client_of(role)
    client.get("/")
    clock.offset += after
    answer = client.get("/", follow=True)
    assert answer.wsgi_request.user.is_authenticated is still_in


def test_a_session_lasts_eight_hours_and_no_longer(cast: Cast, client_of, clock) -> None:
    client = client_of(Role.OFFICE_STAFF)
    for _ in range(8 * 6):
        assert client.get("/").context["user"].is_authenticated
        clock.offset += timedelta(minutes=10)
    assert client.get("/").status_code == 302
    assert not client.get("/").context["user"].is_authenticated


def test_an_old_password_leads_to_the_page_where_it_is_changed(cast: Cast, client_of, clock) -> None:
    client = client_of(Role.OFFICE_STAFF, strong=False)
    assert client.get("/").status_code == 200
    account = cast[Role.OFFICE_STAFF]
    account.password_set_at = clock.now() - timedelta(days=90)
    account.save()
    assert client.get("/").url == reverse("account_change_password")
    assert client.get(reverse("account_change_password")).status_code == 200


def test_nobody_can_sign_up() -> None:
    answer = Client().get(reverse("account_signup"))
    assert answer.templates[0].name == "account/signup_closed.html"


def test_invented_people_sign_in_to_a_demo_only(cast: Cast, settings) -> None:
    account = cast[Role.OFFICE_STAFF]
    account.invented = True
    account.save()
    client, answer = sign_in("office-staff")
    assert answer.url == reverse("account_inactive")
    settings.DEMO = True
    client, _ = sign_in("office-staff")
    assert client.get("/").context["user"].is_authenticated


def test_a_demo_shows_its_people_and_their_telephones_and_nothing_else_does(cast: Cast, settings) -> None:
    account = cast[Role.TRUSTEE]
    with pytest.raises(demo.NotADemo):
        demo.give_telephone(account)
    account.invented = True
    account.save()
    demo.give_telephone(account)
    assert Authenticator.objects.filter(user=account).exists()
    assert demo.telephone_shows(account) == ""
    assert demo.accounts() == ()
    settings.DEMO = True
    client, _ = sign_in("trustee")
    page = client.get(reverse("mfa_authenticate")).content.decode()
    shown = demo.telephone_shows(account)
    assert shown in page
    client.post(reverse("mfa_authenticate"), {"code": shown})
    assert client.get("/").wsgi_request.actor.strong
    assert demo.telephone_shows(account) != shown
    assert "trustee" in Client().get(reverse("account_login")).content.decode()
    assert demo.telephone_shows(cast[Role.OFFICE_STAFF]) == ""
