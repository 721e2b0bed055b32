"""The workshop over HTTP: a plan made from another one, every fault beside its field, handed in for the signing."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pingyi import plans
from pingyi.records.campaign.models import Campaign, PlanVersion
from pingyi.records.drafts.models import Draft, DraftVersion
from pingyi.rules.mandate import Role
from tests.cast import Cast
from tests.stage import approved, begun, plan_text

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def office(client_of: ClientOf) -> Client:
    return client_of(Role.OFFICE_STAFF)


def draft(office: Client, text: str = "") -> int:
    """A draft that this person begins."""
    source = {"file": SimpleUploadedFile("p.toml", text.encode())} if text else {"builtin": plans.SCHOOL_DISTRICT}
    answer = office.post("/workshop/begin/", {"name": "明年方案", **source})
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.latest("pk").pk


def page(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def newest() -> DraftVersion:
    return DraftVersion.objects.latest("number")


def test_a_plan_is_made_from_another_one_and_handed_in(office: Client, client_of: ClientOf) -> None:
    pk = draft(office)
    assert newest().text == plans.read(plans.SCHOOL_DISTRICT), "byte for byte"
    whole = page(office, f"/workshop/{pk}/")
    assert "任务" in whole and "满意度调查" in whole and "0处错误" in whole
    task = f"/workshop/{pk}/?at=tasks[survey-fielding]"
    form = office.get(task).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    office.post(f"/workshop/{pk}/save/?at=tasks[survey-fielding]", {**data, "due": "2026-10-15"})
    assert newest().number == 2 and 'due = "10-15"' in newest().text
    assert "任务 › 开展满意度调查 › 截止日" in page(office, f"/workshop/{pk}/difference/")
    assert office.get(f"/workshop/{pk}/1/plan.toml").content.decode() == plans.read(plans.SCHOOL_DISTRICT)
    assert "任务 › 开展满意度调查" in page(office, f"/workshop/{pk}/versions/")
    office.post(f"/workshop/{pk}/hand-in/")
    assert Campaign.objects.get().versions.get().text == newest().text
    assert client_of(Role.LEADING_GROUP_LEADER).get("/today/").status_code == 200


def test_a_fault_is_shown_beside_its_field_and_stops_the_handing_in(office: Client) -> None:
    pk = draft(office)
    office.post(f"/workshop/{pk}/add/?at=&name=tasks", {"seen": "1"})
    at = "tasks[new-1]"
    shown = office.get(f"/workshop/{pk}/?at={at}")
    assert "尚未填写" in shown.content.decode()
    assert [faults for fields, faults in shown.context["rows"] if fields[0].name == "phase"] != [[]]
    assert "任务" in page(office, f"/workshop/{pk}/faults/")
    office.post(f"/workshop/{pk}/hand-in/")
    assert not Campaign.objects.exists()
    office.post(f"/workshop/{pk}/remove/?at={at}", {"seen": "2"})
    assert page(office, f"/workshop/{pk}/faults/").count("没有错误") == 1
    office.post(f"/workshop/{pk}/lift/?at=tasks[survey-fielding]", {"seen": "3"})
    assert newest().number == 4


def test_nobody_overwrites_what_another_saved_and_nothing_is_saved_for_nothing(office: Client) -> None:
    pk = draft(office)
    for seen, year in (("1", "2027"), ("1", "2028"), ("2", "2027")):
        office.post(f"/workshop/{pk}/save/?at=", _untouched(office, pk) | {"seen": seen, "year": year})
    assert newest().number == 2 and "year = 2027" in newest().text


def _untouched(office: Client, pk: int) -> dict[str, object]:
    form = office.get(f"/workshop/{pk}/").context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}


def test_all_days_and_all_weights_have_a_page_of_their_own(office: Client) -> None:
    pk = draft(office)
    for place, name, line, value in (
        ("days", "calendar.phases", "starts", "2026-08-01"),
        ("weights", "survey.grades", "weight", "0.5"),
    ):
        form = office.get(f"/workshop/{pk}/{place}/").context["form"]
        data = {each: form[each].value() for each in form.fields if form[each].value() is not None}
        key = next(key for key, each in form.lines.items() if each.owner.startswith(name) and each.name == line)
        office.post(f"/workshop/{pk}/{place}/", data | {key: value})
    assert newest().number == 3 and 'starts = "08-01"' in newest().text and "weight = 0.5" in newest().text
    assert "用虚拟得分试算" in page(office, f"/workshop/{pk}/weights/")
    assert 'class="overlap"' in page(office, f"/workshop/{pk}/days/") or "gap" in page(office, f"/workshop/{pk}/days/")


def test_last_years_plan_is_a_beginning_and_a_signed_one_is_not_replaced(office: Client, cast: Cast) -> None:
    approved(cast)
    answer = office.post("/workshop/begin/", {"name": "下一年", "earlier": "science-bureau-2026", "year": "2027"})
    pk = Draft.objects.get().pk
    assert answer.status_code == 302 and "year = 2027" in newest().text
    compared = page(office, f"/workshop/{pk}/difference/")
    assert (
        "与系统自带的方案模板对比" in compared
        and "与现行方案对比" in compared
        and "2027" in compared
        and "{" not in compared.partition("<main")[2]
    )
    other = page(office, f"/workshop/{draft(office)}/difference/")
    assert "任务 › 组成评议组" in other and "词表 › 座谈会参加者类别" in other, "names of what the draft has not"
    assert '<td lang="en">' in other and "county_bureau" not in other
    office.post(f"/workshop/{pk}/hand-in/")
    assert PlanVersion.objects.count() == 1


def test_only_who_may_begin_a_campaign_comes_in(client_of: ClientOf, office: Client) -> None:
    pk = draft(office)
    for address in ("/workshop/", f"/workshop/{pk}/", f"/workshop/{pk}/days/", f"/workshop/{pk}/1/plan.toml"):
        assert client_of(Role.COUNTY_OFFICE).get(address).status_code == 403
    for address in (
        f"/workshop/{pk}/?at=tasks[none]",
        f"/workshop/{pk}/?at=calendar.phases",
        f"/workshop/{pk}/?at=..[",
        "/workshop/999/",
        f"/workshop/{pk}/9/plan.toml",
    ):
        assert office.get(address).status_code == 404, address
    for address in (
        f"/workshop/{pk}/remove/?at=",
        f"/workshop/{pk}/remove/?at=units[x]",
        f"/workshop/{pk}/add/?at=&name=x",
    ):
        assert office.post(address, {"seen": "1"}).status_code == 404, address
    assert newest().number == 1
    office.post("/workshop/begin/", {"name": "坏的", "file": SimpleUploadedFile("p.toml", b"= ???")})
    assert Draft.objects.count() == 1


def test_a_large_plan_costs_no_query_more(
    office: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    begun(cast)
    pk = draft(office, plan_text())
    office.get(f"/workshop/{pk}/")
    with django_assert_num_queries(9):
        office.get(f"/workshop/{pk}/")


STRANGE = (
    "",
    "year = 'x'\ntasks = 5\ncalendar = 'x'\nunits = [1, [2], {code = 3}]\n",
    "[tasks]\ncode = 1\n[calendar]\nphases = {}\n[calendar.workdays]\noff = [1979-05-27T07:32:00Z, 'x']\n",
    "tasks = [{code='a', due=1, title={zh=1}, supports='x', completion=[{least='x'}]}, {code='a'}, {}]\nyear=9999999\n",
    "[calendar]\nreminders=['a']\nphases=[{code='P', starts=2026-01-01, ends=9999-12-31, name='x', gates=[{}]}]\n",
    "survey = 3\n",
    "[survey]\nopens='02-30'\ngrades=[{weight='x', code='g'}, {weight=1e400, code='h'}]\n",
)


@pytest.mark.parametrize("text", STRANGE)
def test_a_template_that_is_no_plan_breaks_no_page(office: Client, text: str) -> None:
    pk = draft(office, text) if text else draft(office, "\n")
    places = (
        "",
        "tasks[a]",
        "tasks[#1]",
        "tasks[#3]",
        "calendar",
        "calendar.phases[P]",
        "units[#1]",
        "survey",
        "survey.grades[g]",
    )
    for at in places:
        assert office.get(f"/workshop/{pk}/?at={at}").status_code in (200, 404)
        for name in ("", "tasks", "units", "phases", "grades", "gates"):
            assert office.post(f"/workshop/{pk}/add/?at={at}&name={name}", {"seen": newest().number}).status_code in (
                302,
                404,
            )
        for act in ("lift", "remove", "save"):
            posted = {"seen": newest().number, "year": "x", "due": "2026-02-30", "title-zh": "新", "reminders": "a b"}
            assert office.post(f"/workshop/{pk}/{act}/?at={at}", posted).status_code in (302, 404)
    for name in ("days", "weights", "faults", "versions", "difference"):
        assert office.get(f"/workshop/{pk}/{name}/").status_code == 200, name
    for name in ("days", "weights"):
        sent = {"seen": newest().number, **{f"line-{n}": "2026-07-01" if name == "days" else "0.5" for n in range(9)}}
        assert office.post(f"/workshop/{pk}/{name}/", sent).status_code == 302
    assert office.post(f"/workshop/{pk}/hand-in/").status_code == 302
    assert not Campaign.objects.exists()
