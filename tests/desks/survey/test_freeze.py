"""Two persons of two bodies sign one page; its digest is what they sign."""

from django.urls import reverse

from pingyi.records.acts import queries as acts
from pingyi.records.box import queries as boxes
from pingyi.records.roll import queries as roll
from pingyi.rules.mandate import Role
from tests.desks.survey.conftest import english


def test_nothing_to_sign_says_what_is_missing(campaign, bureau) -> None:
    assert "have not finished making the key" in bureau.get(reverse("freeze")).content.decode()


def test_both_sign_what_the_page_shows_and_the_boxes_are_made(drawn, bureau, office) -> None:
    page = office.get(reverse("freeze")).content.decode()
    for view in roll.frames(drawn.code):
        assert view.fingerprint in page
    assert drawn.digest in page
    assert "总体上" in page
    office.post(reverse("freeze-lay"))
    digest = acts.latest(drawn.code, "freeze").digest
    assert digest in office.get(reverse("freeze")).content.decode()
    first = office.post(reverse("freeze-sign"), {"digest": digest}, follow=True).content.decode()
    assert "when the other body has signed" in first
    assert "waits for: head of the statistics bureau&#x27;s team" in " ".join(first.split())
    assert boxes.boxes(drawn.code) == []
    assert digest in bureau.get(reverse("freeze")).content.decode()
    second = bureau.post(reverse("freeze-sign"), {"digest": digest}, follow=True).content.decode()
    assert "the ballot boxes are made" in second
    assert len(boxes.boxes(drawn.code)) == 18


def test_what_was_not_shown_is_not_signed(drawn, bureau, office) -> None:
    office.post(reverse("freeze-lay"))
    answer = bureau.post(reverse("freeze-sign"), {"digest": "0" * 64}, follow=True)
    assert "Something newer than what you were shown has been laid before the parties" in answer.content.decode()
    assert acts.latest(drawn.code, "freeze").signatures == ()


def test_nobody_signs_twice_or_after_the_boxes(frozen, bureau, office) -> None:
    digest = acts.latest(frozen.code, "freeze").digest
    for client in (bureau, office):
        answer = client.post(reverse("freeze-sign"), {"digest": digest}, follow=True)
        assert "the survey can no longer change" in answer.content.decode()
        assert "can no longer change" in client.post(reverse("freeze-lay"), follow=True).content.decode()


def test_others_read_and_do_not_sign(drawn, client_of) -> None:
    for role in (Role.OFFICE_STAFF, Role.STAT_OFFICER):
        client = english(client_of(role))
        assert "Only the office" in client.get(reverse("freeze")).content.decode()
        assert client.post(reverse("freeze-lay")).status_code == 403
        assert client.post(reverse("freeze-sign"), {"digest": "0" * 64}).status_code == 403


def test_signing_needs_the_second_factor(drawn, client_of) -> None:
    weak = english(client_of(Role.OFFICE_DIRECTOR, strong=False))
    answer = weak.post(reverse("freeze-sign"), {"digest": "0" * 64})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("second-factor"))
