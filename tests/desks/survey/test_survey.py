"""The guided page tells what is done, what is next and who acts; its pages are few queries away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pingyi.records.box import actions
from pingyi.records.campaign.models import Campaign
from pingyi.records.roll.actions import erase_contacts
from pingyi.rules.mandate import CLOCKWORK, Role
from tests.desks.survey.conftest import english
from tests.factories import AT, DIRECTOR
from tests.records.roll.test_erasure import CLOSED, DAYS, end

pytestmark = pytest.mark.slow

PAGES = ("survey", "survey-frames", "survey-draw", "freeze", "registrar", "survey-letters")


def states(client) -> list[str]:
    return [step.state.value for step in client.get(reverse("survey")).context["steps"]]


def test_before_a_campaign_the_page_says_who_begins(client_of) -> None:
    answer = english(client_of(Role.STAT_OFFICER)).get(reverse("survey"))
    assert "The appraisal office begins one" in answer.content.decode()
    for page in PAGES[1:]:
        assert "There is no campaign yet" in english(client_of(Role.STAT_LEAD)).get(reverse(page)).content.decode()


def test_the_first_steps_can_be_done_side_by_side(bureau) -> None:
    assert states(bureau) == ["now", "now", "now", "later", "later", "later", "later", "later"]
    page = bureau.get(reverse("survey")).content.decode()
    assert "No frame yet: Qinghe" in page
    assert "2 of 3 trustees" in page


def test_the_key_step_names_who_is_missing(campaign, bureau) -> None:
    sealing = campaign.book.survey.sealing
    actions.start_setup(
        campaign_id=campaign.code,
        group=sealing.group,
        threshold=sealing.threshold,
        trustees=sealing.trustees,
        actor=DIRECTOR,
        at=AT,
        phase=campaign.phase,
    )
    assert (
        "Still to send their part: Municipal Science and Technology Appraisal Office"
        in bureau.get(reverse("survey")).content.decode()
    )


def test_after_the_draw_both_bodies_must_sign(drawn, bureau) -> None:
    assert states(bureau) == ["done", "done", "done", "done", "now", "later", "later", "later"]


def test_after_the_signatures_the_codes_are_made(frozen, bureau) -> None:
    assert states(bureau) == ["done"] * 5 + ["now", "later", "later"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_is_served_by_few_queries(frozen, bureau, page: str, language: str) -> None:
    bureau.cookies["language"] = language
    bureau.get(reverse(page))
    with CaptureQueriesContext(connection) as asked:
        assert bureau.get(reverse(page)).status_code == 200
    assert len(asked) <= (20 if page == "freeze" else 17)


@pytest.mark.parametrize("page", PAGES)
def test_the_bureau_alone_comes_in_and_to_the_agreement_the_office_too(frozen, client_of, page: str) -> None:
    for role in (Role.STAT_LEAD, Role.STAT_OFFICER):
        assert client_of(role).get(reverse(page)).status_code == 200
    for role in (Role.OFFICE_DIRECTOR, Role.OFFICE_STAFF):
        assert client_of(role).get(reverse(page)).status_code == (200 if page == "freeze" else 403)
    for role in (Role.COUNTY_OFFICE, Role.LEADING_GROUP_LEADER, Role.SUPERVISOR, Role.SYS_ADMIN):
        assert client_of(role).get(reverse(page)).status_code in (403, 404)


def test_the_office_finds_the_agreement_in_its_menu(office, bureau) -> None:
    assert f'href="{reverse("freeze")}"' in office.get(reverse("overview")).content.decode()
    assert f'href="{reverse("survey")}"' not in office.get(reverse("overview")).content.decode()
    assert f'href="{reverse("survey")}"' in bureau.get(reverse("survey")).content.decode()


def test_the_page_says_until_when_names_are_kept_and_when_they_went(drawn, client_of, cast, clock) -> None:
    def told() -> str:
        page = english(client_of(Role.STAT_OFFICER)).get(reverse("survey"))
        return str(page.context["steps"][-1].text)

    assert "until 90 days after the campaign is closed" in told()
    end(cast, drawn, CLOSED)
    clock.set(CLOSED)
    assert "erases them on 6 January 2027, 17:30" in told()
    clock.set(CLOSED + DAYS)
    erase_contacts(actor=CLOCKWORK, at=CLOSED + DAYS)
    assert "Contacts erased on 6 January 2027, 17:30" in told()


def test_the_agreement_is_offered_only_while_it_can_be_signed(drawn, bureau) -> None:
    agreement = reverse("freeze")
    for page in ("survey", "survey-draw"):
        assert f'href="{agreement}"' in main(bureau, page)
    assert bureau.get(agreement).status_code == 200
    Campaign.objects.update(state="P2")
    for page in ("survey", "survey-draw"):
        assert f'href="{agreement}"' not in main(bureau, page)
    assert bureau.get(agreement).status_code == 403


def main(client, page: str) -> str:
    """The page without its menu."""
    return client.get(reverse(page)).content.decode().split("<main", 1)[1]
