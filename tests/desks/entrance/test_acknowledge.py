"""Nobody acts before the eight prohibitions are signed."""

from urllib.parse import quote

from django.urls import reverse

from pingyi.records.organisation.models import Acknowledgement
from pingyi.rules.mandate import Role
from tests import stage
from tests.cast import Cast


def test_the_text_is_shown_signed_and_then_the_way_is_free(cast: Cast, client_of) -> None:
    Acknowledgement.objects.all().delete()
    client = client_of(Role.SYS_ADMIN)
    assert client.get(reverse("people")).url.startswith(reverse("acknowledge"))
    page = client.get(reverse("acknowledge")).content.decode()
    assert page.count("严禁") >= 8
    client.post(reverse("acknowledge"))
    assert not Acknowledgement.objects.exists()
    assert client.post(reverse("acknowledge"), {"signed": "1", "next": reverse("people")}).url == reverse("people")
    assert len(Acknowledgement.objects.get().text_digest) == 64
    assert client.get(reverse("people")).status_code == 200


def test_the_way_on_never_leads_elsewhere(cast: Cast, client_of) -> None:
    Acknowledgement.objects.all().delete()
    answer = client_of(Role.SYS_ADMIN).post(
        reverse("acknowledge"), {"signed": "1", "next": "https://elsewhere.example/"}
    )
    assert answer.url == "/"


def test_a_stranger_has_nothing_to_sign(client, db) -> None:
    assert client.get(reverse("acknowledge")).status_code == 302


def test_the_text_comes_first_by_itself(cast: Cast, client_of) -> None:
    client = client_of(Role.OFFICE_DIRECTOR)
    stage.begun(cast)
    Acknowledgement.objects.filter(campaign_id=stage.CODE).delete()
    for path in ("/", reverse("results"), reverse("plan")):
        assert (
            client.get(path, headers={"accept": "text/html"}).url == f"{reverse('acknowledge')}?next={quote(path, '')}"
        )
    for free in (reverse("acknowledge"), reverse("account_logout"), reverse("help", args=["office"])):
        assert client.get(free, headers={"accept": "text/html"}).status_code == 200
    assert client.get(reverse("journal-key"), headers={"accept": "*/*"}).status_code in (200, 404), "files are no pages"
    client.post(reverse("acknowledge"), {"signed": "1"})
    assert client.get("/", headers={"accept": "text/html"}).status_code == 200


def test_who_holds_no_role_is_not_held_up(client, db) -> None:
    assert client.get("/", headers={"accept": "text/html"}).status_code == 200
