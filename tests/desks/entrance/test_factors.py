"""Second factors: asked for before they change, recorded, told; a session is strong by a factor that still exists."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pingyi.desks.entrance.codes import typed
from pingyi.records.journal.models import JournalEntry
from pingyi.records.outbox.models import Notice
from pingyi.rules.mandate import Role
from tests.cast import PASSWORD, Cast
from tests.desks.entrance.test_sign_in import SECRET, code, sign_in

CHANGING = (
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "account_change_password",
)


@pytest.fixture(autouse=True)
def no_failures_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def trustee(cast: Cast) -> Client:
    """Signed in with password and code app; recovery codes lie at home."""
    RecoveryCodes.activate(cast[Role.TRUSTEE])
    TOTP.activate(cast[Role.TRUSTEE], SECRET)
    client, _ = sign_in("trustee")
    client.post(reverse("mfa_authenticate"), {"code": code()})
    return client


def kinds() -> list[str]:
    return [
        kind for kind in JournalEntry.objects.order_by("pk").values_list("kind", flat=True) if "session" not in kind
    ]


def told(cast: Cast, role: Role = Role.TRUSTEE) -> list[str]:
    return list(Notice.objects.filter(account=cast[role]).order_by("pk").values_list("kind", flat=True))


def let_it_age(client: Client, seconds: int) -> None:
    """As if the second factor had been shown that long ago."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= seconds
    session.save()


def prove(client: Client, shown: str = "") -> None:
    cache.clear()
    client.post(reverse("mfa_reauthenticate"), {"code": shown or code()})


@pytest.mark.parametrize("route", CHANGING)
def test_the_password_alone_opens_no_page_that_changes_factors(trustee: Client, route: str) -> None:
    let_it_age(trustee, 301)
    trustee.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for answer in (trustee.get(reverse(route)), trustee.post(reverse(route), {"code": "1"})):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("mfa_reauthenticate") + "?next=")


def test_a_proof_lasts_five_minutes(trustee: Client) -> None:
    let_it_age(trustee, 290)
    assert trustee.get(reverse("account_change_password")).status_code == 200
    let_it_age(trustee, 10)
    assert trustee.get(reverse("account_change_password")).status_code == 302


def test_a_factor_is_removed_with_the_factor_noted_and_told_and_the_session_is_weak(
    trustee: Client, cast: Cast
) -> None:
    assert trustee.get("/").wsgi_request.actor.strong
    prove(trustee)
    assert trustee.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=cast[Role.TRUSTEE]).exists()
    assert not trustee.get("/today/").wsgi_request.actor.strong
    assert kinds() == ["factor:change:1"]
    assert told(cast) == ["factor-changed"]
    page = trustee.get("/today/", headers={"accept-language": "en"}).content.decode()
    assert "second factors of your account were changed" in page


@pytest.mark.parametrize(
    ("kinds", "first"),
    [
        (("webauthn", "recovery_codes"), "mfa_reauthenticate_webauthn"),
        (("recovery_codes", "webauthn"), "mfa_reauthenticate_webauthn"),
        (("webauthn", "totp", "recovery_codes"), "mfa_reauthenticate"),
        (("recovery_codes",), "mfa_reauthenticate"),
    ],
)
def test_the_factor_that_somebody_has_is_asked_for_before_recovery_codes(
    cast: Cast, kinds: tuple[str, ...], first: str
) -> None:
    client, _ = sign_in("office-staff")
    for kind in kinds:
        Authenticator.objects.create(user=cast[Role.OFFICE_STAFF], type=kind, data={})
    for route in ("second-factor", "account_change_password", "mfa_add_webauthn"):
        assert client.get(reverse(route)).url.startswith(f"{reverse(first)}?next="), route


def test_another_session_of_the_same_person_is_weak_too(cast: Cast) -> None:
    TOTP.activate(cast[Role.OFFICE_STAFF], SECRET)
    first, second = Client(), Client()
    for client in (first, second):
        cache.clear()
        sign_in("office-staff", client=client)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        assert client.get("/").wsgi_request.actor.strong
    prove(first)
    first.post(reverse("mfa_deactivate_totp"))
    assert not second.get("/").wsgi_request.actor.strong


def test_recovery_codes_are_made_anew_with_a_factor_only(trustee: Client, cast: Cast) -> None:
    old = Authenticator.objects.get(user=cast[Role.TRUSTEE], type="recovery_codes")
    prove(trustee, old.wrap().get_unused_codes()[0])
    trustee.post(reverse("mfa_generate_recovery_codes"))
    assert not Authenticator.objects.filter(pk=old.pk).exists()
    assert kinds() == ["factor:change:1"] and told(cast) == ["factor-changed"]


def test_the_first_factor_needs_the_password_and_makes_the_session_strong(cast: Cast) -> None:
    client, _ = sign_in("office-staff")
    assert client.get(reverse("mfa_activate_totp")).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    assert page.status_code == 200
    assert client.post(reverse("mfa_activate_totp"), {"code": "0"}).status_code == 200
    assert kinds() == []
    answer = client.post(reverse("mfa_activate_totp"), {"code": code()})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(answer.url).status_code == 200
    assert client.get("/").wsgi_request.actor.strong
    assert kinds() == ["factor:change:1"] and told(cast, Role.OFFICE_STAFF) == ["factor-changed"]
    assert b"totp" not in bytes(JournalEntry.objects.get(kind="factor:change:1").leaf)


def test_a_password_is_changed_right_after_signing_in_and_told(trustee: Client, cast: Cast) -> None:
    new = {"oldpassword": PASSWORD, "password1": "Osier-Ferry-9", "password2": "Osier-Ferry-9"}
    assert trustee.post(reverse("account_change_password"), new).status_code == 302
    assert kinds() == ["password:change:1"] and told(cast) == ["password-changed"]


def test_a_notice_is_the_persons_own(trustee: Client, cast: Cast, client_of) -> None:
    prove(trustee)
    trustee.post(reverse("mfa_generate_recovery_codes"))
    note = Notice.objects.get()
    other = client_of(Role.OFFICE_STAFF)
    assert other.post(reverse("notice-acknowledge", args=[note.pk])).status_code == 404
    assert other.get("/today/").context["news"] == []
    assert [one.pk for one in trustee.get("/today/").context["news"]] == [note.pk]
    trustee.post(reverse("notice-acknowledge", args=[note.pk]))
    assert trustee.get("/today/").context["news"] == []


def test_lost_factors_are_removed_by_the_security_administrator_and_every_session_ends(
    trustee: Client, cast: Cast, client_of
) -> None:
    ref, security = cast[Role.TRUSTEE].ref, client_of(Role.SEC_ADMIN)
    remove = reverse("person-factors", args=[ref])
    security.post(remove, {"reason": " "})
    assert trustee.get("/").wsgi_request.actor.strong, "no reason given"
    assert client_of(Role.SYS_ADMIN).post(remove, {"reason": "lost"}).status_code in {403, 404}
    security.post(reverse("person-factors", args=[cast[Role.SEC_ADMIN].ref]), {"reason": "my own"})
    assert Authenticator.objects.filter(user=cast[Role.SEC_ADMIN]).exists(), "nobody their own"
    security.post(remove, {"reason": "telephone lost"})
    assert not trustee.get("/").wsgi_request.user.is_authenticated
    assert not Authenticator.objects.filter(user=cast[Role.TRUSTEE]).exists()
    again, _ = sign_in("trustee")
    assert not again.get("/").wsgi_request.user.is_authenticated, "the old password opens nothing"
    assert kinds() == ["factor:reset:1"] and told(cast) == ["factor-reset"]
    security.post(remove, {"reason": "once more"})
    assert kinds() == ["factor:reset:1"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("１２３４５６", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("１２３　４５６。", "123456"),
        ("\u200b123456\ufeff", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("ａｂ12－cd", "ab12cd"),
        ("", ""),
        ("一二三", ""),
    ],
)
def test_a_code_is_what_was_meant(text: str, meant: str) -> None:
    assert typed(text) == meant


def test_codes_may_be_typed_full_width_wherever_one_is_asked_for(cast: Cast) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    TOTP.activate(cast[Role.TRUSTEE], SECRET)
    client, _ = sign_in("trustee")
    shown = code().translate(wide)
    client.post(reverse("mfa_authenticate"), {"code": f" {shown[:3]}　{shown[3:]}"})
    assert client.get("/").wsgi_request.actor.strong
    cache.clear()
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code().translate(wide), "next": "/plan/"})
    assert answer.url == "/plan/"
    client.post(reverse("mfa_authenticate"), {"code": "9" * 100_000})


SHAPED = (
    '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": %s, "authenticatorData": "YQ",'
    ' "signature": "YQ", "attestationObject": "YQ", "userHandle": "YQ"}}'
)
NO_PASSKEYS = (
    *("9" * 5000, '{"id": ' + "9" * 5000 + "}", "[" * 100_000, "null", "[]", "1", '"a"', "{}", '{"id": "\\ud800"}'),
    *(SHAPED % each for each in ('"e30"', '"YQ"', "1", "null", "[]", '"长"')),
    SHAPED % '"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiWVEiLCJvcmlnaW4iOiJhIn0"',
)


@pytest.mark.parametrize("answer", NO_PASSKEYS)
def test_an_answer_that_no_passkey_gives_is_refused_wherever_one_is_asked_for(
    cast: Cast, trustee: Client, answer: str
) -> None:
    for route in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"):
        assert trustee.post(reverse(route), {"credential": answer}).status_code in (200, 302), route
    assert not Authenticator.objects.filter(type="webauthn").exists()
    client, _ = sign_in("trustee")
    assert client.post(reverse("mfa_authenticate"), {"credential": answer}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert Client().post(reverse("mfa_login_webauthn"), {"credential": answer}).status_code == 302


def test_five_wrong_codes_lock_the_account_and_nobody_beside_it(cast: Cast) -> None:
    TOTP.activate(cast[Role.TRUSTEE], SECRET)
    client, _ = sign_in("trustee")
    for _ in range(30):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert not client.get("/").wsgi_request.user.is_authenticated
    beside, _ = sign_in("office-staff")
    assert beside.get("/").wsgi_request.user.is_authenticated
