"""The integrity board: each figure with a world that has it and one that has not."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.ceremonies.integrity import HINTED, INDEPENDENCE, arrivals, shown_by
from pingyi.records.conduct.models import Violation
from pingyi.records.conduct.queries import lines
from pingyi.rules.mandate import Role
from pingyi.rules.rulebook.survey import QuestionKind
from tests.ceremonies.test_clues import House as Sealing
from tests.ceremonies.test_unsealing import AT, House
from tests.ceremonies.test_unsealing import house as made
from tests.desks.conduct.test_violation import brought_to_investigation, report

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
house = made
LATE = AT + timedelta(days=21)


def board(client: Client) -> dict[str, int]:
    page = client.get("/conduct/board/").content.decode()
    found = re.findall(r'<p class="h1 mb-1">(\d+)</p>\s*<p class="mb-0">\s*(?:<a [^>]*>)?([^<]+)', page)
    return {words.strip(): int(count) for count, words in found}


def test_each_figure_counts_what_is_there_and_nothing_else(
    house: House, client_of: ClientOf, settings: Settings
) -> None:
    settings.CLOCK.set(AT)
    overseer = client_of(Role.SUPERVISOR)
    before = board(overseer)
    nothing = (
        "超过期限的办件",
        "超过期限的密封举报",
        "超过期限的违规问题",
        "启封反映人身份的申请",
        "已暂停评议工作的人员",
    )
    assert before["没有去向的编号"] == 1 and not any(before[each] for each in nothing)
    house.seal()
    house.ask()
    Sealing(house.cast, house.campaign, house.keys).report(Sealing.sealed(house), bytes([7] * 32))
    brought_to_investigation(client_of, person=str(house.cast[Role.INTAKE_CLERK].pk))
    report(client_of(Role.REPRESENTATIVE))
    now = board(overseer)
    assert now["启封反映人身份的申请"] == now["已暂停评议工作的人员"] == 1
    settings.CLOCK.set(LATE)
    then = board(client_of(Role.SUPERVISOR))
    assert then["超过期限的办件"] == then["超过期限的密封举报"] == then["超过期限的违规问题"] == 1, then
    assert Violation.objects.count() == len(lines(house.actor(Role.SUPERVISOR), house.campaign)) == 2
    assert "超过期限的密封举报" not in board(client_of(Role.OFFICE_DIRECTOR))


def test_a_day_on_which_many_came_is_named_and_an_even_week_is_not() -> None:
    first = date(2026, 7, 6)
    even = [first + timedelta(days=place % 7) for place in range(21)]
    assert arrivals(Counter(even)).unusual is None and arrivals(Counter()).fullest == ()
    burst = first + timedelta(days=3)
    told = arrivals(Counter([*even, *[burst] * 40]))
    assert told.unusual == burst and told.fullest[0] == (burst, 43)


def test_boxes_of_one_mind_and_hints_are_counted_where_they_are(house: House) -> None:
    questions = house.campaign.book.survey.questions
    split, alone = ([[3, 2] + [0] * (len(each.options) - 2) for each in questions] for _ in range(2))
    for place, each in enumerate(questions):
        options = [option.code for option in each.options]
        if each.kind is QuestionKind.GRADE:
            alone[place] = [5] + [0] * (len(options) - 1)
        if each.code == INDEPENDENCE:
            split[place] = alone[place] = [5 if option != HINTED else 0 for option in options]
            alone[place] = [2 if option == HINTED else 0 for option in options]
    assert shown_by({}, questions) is None
    quiet, found = shown_by({"a": split}, questions), shown_by({"a": split, "b": alone}, questions)
    assert quiet and (quiet.boxes, quiet.of_one_mind, quiet.hinted) == (1, 0, 0)
    assert found and (found.boxes, found.of_one_mind, found.hinted) == (2, 1, 2)
