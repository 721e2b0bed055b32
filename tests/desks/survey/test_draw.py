"""Naming the source, deciding the numbers, drawing once."""

import pytest
from django.urls import reverse

from pingyi.records.roll import queries
from pingyi.rules.mandate import Role
from tests.desks.survey.conftest import english
from tests.records.roll.lists import import_all, name, units_of
from tests.stage import day

SOURCE = {"source": "福彩 3D 第 2026176 期", "known_at": "2026-07-02T21:15"}
SEED = {"value": "4 0 7", "again": "4 0 7"}


def numbers(client) -> dict[str, str]:
    """Everything as proposed."""
    plans = client.get(reverse("survey-draw")).context["plans"]
    return {line.field: str(line.number) for plan in plans for line in plan.lines}


@pytest.fixture
def framed(campaign, cast):
    import_all(campaign, cast.actor(Role.STAT_LEAD, campaign_id=campaign.code), each=60)
    return campaign


@pytest.fixture
def named(framed, cast, clock):
    """The source is named, and its value is public by now."""
    name(framed, cast.actor(Role.STAT_LEAD, campaign_id=framed.code))
    clock.set(day("07-03"))
    return framed


def test_the_source_is_named_before_its_value_exists(bureau, campaign) -> None:
    for wrong in (
        {"source": ""},
        {"known_at": ""},
        {"known_at": "yesterday"},
        {"source": "第２期"},
        {"source": "a|b"},
    ):
        assert bureau.post(reverse("survey-seed"), SOURCE | wrong).status_code == 422
    late = bureau.post(reverse("survey-seed"), SOURCE | {"known_at": "2026-06-30T09:00"}, follow=True)
    assert "was public on 30 June 2026, 9:00 already" in late.content.decode()
    assert queries.seed(campaign.code) is None
    bureau.post(reverse("survey-seed"), SOURCE)
    seed = queries.seed(campaign.code)
    assert seed is not None
    assert (seed.source, seed.known_at) == (SOURCE["source"], day("07-02", 21, 15))
    assert "First every unit needs its frame" not in bureau.get(reverse("survey-draw")).content.decode()


def test_the_numbers_proposed_keep_the_plans_promise(framed, bureau) -> None:
    plans = bureau.get(reverse("survey-draw")).context["plans"]
    assert len(plans) == len(units_of(framed))
    for plan in plans:
        assert plan.least.margin <= 1
        assert plan.everybody.margin < plan.least.margin
        assert all(20 <= line.number <= line.members for line in plan.lines)


def test_other_numbers_show_what_they_buy(framed, bureau) -> None:
    first = bureau.get(reverse("survey-draw")).context["plans"][0]
    fewer = {line.field: "6" for line in first.lines} | {first.lines[0].field: "3", "compute": "1"}
    answer = bureau.post(reverse("survey-draw-now"), fewer)
    plan = answer.context["plans"][0]
    assert [line.number for line in plan.lines] == [3, 6, 6, 6, 6, 6]
    both = "科研机构＋其他服务对象"
    assert [line.shared and line.shared.zh for line in plan.lines] == [both, None, None, None, None, both]
    assert plan.least.margin > first.least.margin
    assert "one box: research institutes + other service recipients" in answer.content.decode()
    none = bureau.post(reverse("survey-draw-now"), {line.field: "0" for line in first.lines} | {"compute": "1"})
    assert none.context["plans"][0].everybody.margin is None
    assert "Fewer than 5 people of this unit in all" in none.content.decode()
    for wrong in ("61", "-1", "", "x", "²", "9" * 5000):
        marked = bureau.post(reverse("survey-draw-now"), {first.lines[0].field: wrong, "compute": "1"})
        assert marked.context["faults"] == {first.lines[0].field}


def test_the_draw_waits_for_the_value(framed, bureau, client_of, clock) -> None:
    assert "Name the source first" in bureau.get(reverse("survey-draw")).content.decode()
    bureau.post(reverse("survey-seed"), SOURCE)
    assert "The value becomes public on 2 July 2026, 21:15" in bureau.get(reverse("survey-draw")).content.decode()
    proposed = numbers(bureau)
    early = bureau.post(reverse("survey-draw-now"), SEED | proposed, follow=True)
    assert "cannot be recorded before" in early.content.decode()
    clock.set(day("07-02", 21, 15))
    back = english(client_of(Role.STAT_OFFICER))
    assert "Record this seed" in back.get(reverse("survey-draw")).content.decode()
    back.post(reverse("survey-draw-now"), SEED | proposed)
    assert queries.drawn(framed.code)


def test_a_seed_is_typed_twice_and_drawn_with_once(named, bureau) -> None:
    given = SEED | numbers(bureau)
    field = next(iter(numbers(bureau)))
    for wrong in (
        {"again": "4 0 8"},
        {"value": "", "again": ""},
        {"value": "４ 0 7", "again": "４ 0 7"},
        {field: "61"},
    ):
        assert bureau.post(reverse("survey-draw-now"), given | wrong).status_code == 422
    assert bureau.post(reverse("survey-draw-now"), SEED).status_code == 422
    assert queries.drawn(named.code) == []
    bureau.post(reverse("survey-draw-now"), given | {field: "31"})
    _, unit, stratum = field.split(".")
    (view,) = [view for view in queries.frames(named.code) if view.unit == unit]
    assert {part.stratum: part.drawn for part in view.strata}[stratum] == 31
    page = bureau.get(reverse("survey-draw")).content.decode()
    assert "sha256sum" in page
    assert "4 0 7" in page
    again = bureau.post(reverse("survey-draw-now"), given, follow=True)
    assert "drawn already" in again.content.decode()


def test_only_the_bureau_draws(named, client_of) -> None:
    for role in (Role.OFFICE_DIRECTOR, Role.SUPERVISOR, Role.COUNTY_OFFICE):
        assert client_of(role).post(reverse("survey-draw-now"), SEED).status_code in (403, 404)
        assert client_of(role).post(reverse("survey-seed"), SOURCE).status_code in (403, 404)
    assert queries.drawn(named.code) == []
