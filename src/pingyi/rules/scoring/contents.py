"""What the other questions say: the mean grade of every content per unit, and the answers to questions of choice.

Nothing of it enters the score (A2-2). Groups below the plan's least cell are not told, and no count can be found by
taking the others from the known sum of a row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.survey import Question, QuestionKind
from pingyi.rules.rulebook.words import Text
from pingyi.rules.scoring import disclosure

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean weight of the scored grades in points of 100 and where it lies between worst (0) and best (1).

    Both None where fewer than the least cell ticked a scored grade.
    """

    points: Fraction | None
    level: Fraction | None


@dataclass(frozen=True, slots=True)
class ShownCount:
    """How often an option was ticked; None where that is not told, `small`: because it is below the least cell."""

    count: int | None
    small: bool


@dataclass(frozen=True, slots=True)
class ChoiceTable:
    """One question with the rows of all units: a Mean each, or a Told for every option."""

    text: Text
    contents: tuple[Text, ...]
    options: tuple[Text, ...]
    rows: tuple[tuple[Text, tuple[ShownCount, ...]], ...]


@dataclass(frozen=True, slots=True)
class ContentTable:
    """`graded`: the grade questions; `means`: per unit one Mean for each of them; `asked`: the questions of choice."""

    graded: tuple[Question, ...]
    means: tuple[tuple[Text, tuple[Mean, ...]], ...]
    choices: tuple[ChoiceTable, ...]
    least: int


def content_table(book: Rulebook, inputs: Mapping[str, Any]) -> ContentTable:
    """All of it from published inputs (Protocol bundle §4), in the order of the plan. Raises KeyError."""
    questions = book.survey.questions
    graded = tuple(each for each in questions if each.kind is QuestionKind.GRADE)
    units = [(unit.name, inputs["units"][unit.code]["strata"]) for unit in book.units if unit.code in inputs["units"]]
    return ContentTable(
        graded,
        tuple((name, tuple(_mean(book, _sum(strata, each.code)) for each in graded)) for name, strata in units),
        tuple(_choices(book, each, units) for each in questions if each.kind is QuestionKind.CHOICE),
        book.survey.privacy.least_cell,
    )


def _sum(strata: Mapping[str, Any], question: str) -> Counts:
    """Ticks of one question over all opened boxes of a unit."""
    found: dict[str, int] = {}
    for part in strata.values():
        for answer, count in part["counts"].get(question, {}).items() if part["counts"] else ():
            found[answer] = found.get(answer, 0) + count
    return found


def _mean(book: Rulebook, counts: Counts) -> Mean:
    weights = {code: Fraction(weight) for code, weight in book.grade_weights.items()}
    ticked = sum(counts.get(code, 0) for code in weights)
    if ticked < book.survey.privacy.least_cell:
        return Mean(None, None)
    mean = sum((weight * counts.get(code, 0) for code, weight in weights.items()), Fraction(0)) / ticked
    low, high = min(weights.values()), max(weights.values())
    return Mean(100 * mean, (mean - low) / (high - low) if high > low else None)


def _choices(book: Rulebook, question: Question, units: list[tuple[Text, Mapping[str, Any]]]) -> ChoiceTable:
    names = {content.code: content.name for content in book.contents}
    codes = book.survey.answer_codes(question)
    rows = ((name, _row([_sum(strata, question.code).get(code, 0) for code in codes], book)) for name, strata in units)
    return ChoiceTable(
        question.text, tuple(names[code] for code in question.contents), book.survey.answers(question), tuple(rows)
    )


def _row(counts: list[int], book: Rulebook) -> tuple[ShownCount, ...]:
    """A row as it may be told: small cells are not, nor what would give them away."""
    (hows,) = disclosure.disclosures([counts], book.survey.privacy.least_cell)
    return tuple(
        ShownCount(count if how is disclosure.Disclosure.EXACT else None, how is disclosure.Disclosure.FEW)
        for count, how in zip(counts, hows, strict=True)
    )
