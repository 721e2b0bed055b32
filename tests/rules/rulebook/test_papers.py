"""Papers in the plan: all of D01–D52, and every way in which one could not go."""

import pytest

from pingyi.rules.rulebook import parse
from tests.rules.rulebook.planting import SCIENCE, changed, paths

PLAN = 'layout = "upward"\nsender = "county_bureau"\nrecipients = ["appraisal_office"]\ntask = "county-plan"'


def test_every_paper_of_the_list_is_there_and_every_line_goes_by_one() -> None:
    book = parse(SCIENCE)
    assert [f"D{number:02}" for number in range(1, 53)] == sorted({kind.code.partition("-")[0] for kind in book.papers})
    settled = {task.code for task in book.tasks if not task.by_hand}
    assert all(book.paper_of(line.task) for line in book.lines if line.task not in settled)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('task = "county-plan"', 'task = "nothing"', "papers[D06].task"),
        ('task = "county-plan"', 'task = "survey-plan"', "papers[D06].task"),
        ('task = "county-plan"', 'task = "county-mobilisation"\nanswers = "D99"', "papers[D06].answers"),
        ('sender = "county_bureau"', 'sender = "municipal_bureau"', "papers[D06].sender"),
        ('sender = "county_bureau"', 'sender = "nobody"', "papers[D06].sender"),
        ('recipients = ["appraisal_office"]', 'recipients = ["leading_group"]', "papers[D06].recipients"),
        ('layout = "upward"', 'layout = "sideways"', "papers[D06].layout"),
    ],
)
def test_what_cannot_go_is_told_at_its_place(old: str, new: str, path: str) -> None:
    assert path in paths(changed(SCIENCE, PLAN, PLAN.replace(old, new)))


def test_a_sender_has_accounts_and_figures_are_known() -> None:
    outside = changed(SCIENCE, 'sender = "statistics_bureau"\nrecipients', 'sender = "media"\nrecipients')
    assert paths(outside) == ["tasks[survey-fielding].completion[#1].paper", "papers[D15].sender"]
    unknown = changed(SCIENCE, "根据{{评议名称}}的统一部署", "根据{{领导讲话}}的统一部署")
    assert paths(unknown) == ["papers[D06].parts[request].start"]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('feeds = "self-found"', 'feeds = "nowhere"', "papers[D21].feeds"),
        ('feeds = "self-found"', 'feeds = "rules"', "papers[D21].feeds"),
        ('register = "rules", figure', 'register = "nowhere", figure', "papers[D30].annexes[#1].register"),
        ('register = "rules", figure', "figure", "papers[D30].annexes[#1].register"),
        ('figure = "建章立制数"', 'figure = "好评数"', "papers[D30].annexes[#1].figure"),
        ('of = "result"', 'of = "result", figure = "问题总数"', "papers[D40].annexes[#1].figure"),
        ('of = "result"', 'of = "result", register = "rules"', "papers[D40].annexes[#1].register"),
        ('paper = "D50", phase', 'paper = "D06", phase', "tasks[bulletin-1].completion[#1].paper"),
        ('paper = "D50", phase', "files = 0, phase", "tasks[bulletin-1].completion[#1].phase"),
        ('paper = "D50", phase = "P1"', 'paper = "D50", files = 0', "tasks[bulletin-1].completion[#1]"),
        ('paper = "D50", phase = "P1"', 'paper = "D50", phase = "P9"', "tasks[bulletin-1].completion[#1].phase"),
    ],
)
def test_tables_from_the_records_are_there(old: str, new: str, path: str) -> None:
    assert path in paths(SCIENCE.replace(old, new, 1))
