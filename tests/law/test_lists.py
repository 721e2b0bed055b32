"""A list that a person works through can be searched, sorted, taken away as .xlsx and printed (law 19)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.law.source import SOURCE, ensure_none, finding

TOOLS = "ui/list.html"
OTHERWISE = {
    "allauth/elements/table.html": "a frame that allauth fills",
    "sitting/minutes.html": "a document that is signed",
    "sitting/sitting.html": "what is signed at the table",
    "inspection/printed.html": "a paper",
    "inspection/sign.html": "what is signed",
    "leadership/attention.html": "only what is not in order, most pressing first, with a file of its own",
    "leadership/decision.html": "what is decided on",
    "duties/overview.html": "units by tasks, with filters and a file of its own",
    "papers/annex.html": "part of a paper",
    "papers/compare.html": "two versions of a paper",
    "public/contents.html": "which file says what",
    "registers/figures.html": "figures; the rows behind them are the list",
    "registers/list.html": "filters and order by the columns that the plan declares, and a file of its own",
    "survey/draw.html": "numbers to be typed",
    "survey/freeze.html": "what is signed",
    "steward/audit.html": "read from the database page by page, with filters and a file of its own",
    "keys/progress.html": "a few bodies",
    "ui/intake.html": "rows as they were brought",
    "ui/plan.html": "the plan as a document, with a file of its own",
    "ui/result/alternatives.html": "part of the result, which has a file of its own",
    "ui/result/counts.html": "part of the result",
    "ui/result/ranking.html": "part of the result",
    "ui/result/weights.html": "part of the result",
    "workshop/days.html": "a calendar",
    "workshop/difference.html": "two versions of a plan",
    "workshop/versions.html": "the few versions of one draft, newest first",
    "workshop/weights.html": "a trial of a draft",
    "results/own.html": "one unit's result",
}
"""Tables that are no lists, or bring their own tools, and why."""


def bare_lists(root: Path) -> Iterator[str]:
    """Tables without the tools of a list."""
    for path in sorted(root.rglob("templates/**/*.html")):
        text, name = path.read_text(encoding="utf-8"), path.as_posix().rpartition("templates/")[2]
        if "<thead" in text and TOOLS not in text and name not in OTHERWISE:
            yield finding(path, root, text.count("\n", 0, text.index("<thead")) + 1, f"a list without {TOOLS}")


def test_every_list_has_its_tools() -> None:
    ensure_none(bare_lists(SOURCE))


def test_what_is_excepted_is_there() -> None:
    there = {path.as_posix().rpartition("templates/")[2] for path in SOURCE.rglob("templates/**/*.html")}
    assert set(OTHERWISE) <= there


@pytest.mark.parametrize(("tools", "found"), [("", 1), (f'{{% include "{TOOLS}" %}}', 0)])
def test_a_bare_list_is_found(tools: str, found: int, plant: Callable[..., Path]) -> None:
    root = plant({"desks/duties/templates/duties/visits.html": f"{tools}<table><thead></thead></table>"})
    assert len(list(bare_lists(root))) == found
