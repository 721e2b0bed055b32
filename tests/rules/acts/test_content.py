"""What is signed says exactly what the facts say, and nothing else."""

from dataclasses import replace

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.acts import content
from pingyi.rules.encoding import digest

BOOK = rulebook.parse(plans.read("science-bureau"))


def test_a_closed_board_is_its_last_event_its_ballots_and_who_could_vote() -> None:
    told = content.closing({"box": content.BoardClosed(event="e", ballots=3, invited=9)})
    assert told == {"boxes": {"box": {"event": "e", "ballots": 3, "invited": 9}}}


def test_a_box_to_open_says_whether_it_stays_shut() -> None:
    box = content.BoxToOpen("u", "s", invited=9, ballots=3, voters=2, withheld=True, closed_by="c")
    told = content.opening("plan", {"box": box})
    own = {"unit": "u", "stratum": "s", "invited": 9, "ballots": 3, "voters": 2, "withheld": True, "closed_by": "c"}
    assert told == {"plan": "plan", "boxes": {"box": own}}


def test_the_digest_of_the_counts_needs_the_counts_and_nothing_else() -> None:
    told = content.count({"box": ((1, 2), (3,))})
    assert told == {"counts": {"box": [[1, 2], [3]]}, "counts_digest": digest({"box": [[1, 2], [3]]})}
    assert told["counts_digest"] != content.count({"box": ((1, 2), (4,))})["counts_digest"]


def test_a_frozen_survey_names_the_boxes_that_its_frames_make() -> None:
    first, second, *_ = (stratum.code for stratum in BOOK.survey.strata)
    least = BOOK.survey.privacy.least_invited
    frame = content.Frame("f", {first: (900, least), second: (40, 0)})
    told = content.freeze(BOOK, seed="s", frames={"u": frame}, setup=7, key="k")
    assert told["frames"]["u"]["strata"] == {
        first: {"members": 900, "drawn": least},
        second: {"members": 40, "drawn": 0},
    }
    assert told["cells"] == {"u": {first: least}}
    assert told["plan"] == BOOK.digest
    other = replace(BOOK, survey=replace(BOOK.survey, closes=BOOK.survey.opens))
    assert content.freeze(other, seed="s", frames={"u": frame}, setup=7, key="k")["survey"] != told["survey"]


def test_a_result_is_signed_by_digests() -> None:
    told = content.reckoning("p", count="c", inputs="i", result="r", number=4)
    assert told == {"plan": "p", "count": "c", "inputs": "i", "result": "r", "reckoning": 4}
