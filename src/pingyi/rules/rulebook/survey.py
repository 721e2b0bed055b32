"""The satisfaction survey: ballot, grades, strata, sample, sealing, privacy (R90–R104, R150, R155–R157)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pingyi.rules.rulebook.limits import AtLeast, Between, Whole
from pingyi.rules.rulebook.words import Code, Sources, Term, Text

Weight = Annotated[Decimal, Between(0, 1)]
Ratio = Annotated[Decimal, Between(0, 1)]


MERGED = "＋"
"""Between the Chinese names of strata that share a box; no stratum's own name has it."""


def joined(strata: Iterable[str]) -> str:
    """The code of the stratum that these became together."""
    return "+".join(strata)


def parts_of(stratum: str) -> tuple[str, ...]:
    """The plan's strata in a stratum: itself, or those that share its box. No code of a plan has a plus sign."""
    return tuple(stratum.split("+"))


class QuestionKind(StrEnum):
    """A grade question offers the plan's grades; a choice question its own options."""

    GRADE = "grade"
    CHOICE = "choice"


class Aggregation(StrEnum):
    """What is counted (A2-2): one overall answer per ballot, or all ticks of the scored items."""

    OVERALL_ITEM = "overall_item"
    POOLED_TICKS = "pooled_ticks"


class Allocation(StrEnum):
    """How a sample is spread over strata (statistics, "Allocation")."""

    PROPORTIONAL = "proportional"
    OPTIMAL = "optimal"


class Group(StrEnum):
    """The cryptographic group of the boxes (sealed ballots, "Groups")."""

    ED25519 = "Ed25519"
    BELENIOS_2048 = "BELENIOS-2048"


@dataclass(frozen=True, slots=True)
class LegalHeader:
    """The block every government survey form carries; empty entries are filled when the survey is approved."""

    form_number: str
    issuers: Annotated[tuple[Code, ...], AtLeast(1)]
    approving_body: str = ""
    approval_number: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """An answer to a grade question; without weight it is never scored (不了解)."""

    code: Code
    name: Text
    weight: Weight | None = None
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the ballot; exactly one answer is ticked."""

    code: Code
    text: Text
    kind: QuestionKind
    scored: bool = False
    contents: tuple[Code, ...] = ()
    options: tuple[Term, ...] = ()
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Stratum:
    """A kind of respondent; if too few answer it is collapsed into `merges_into`, named in advance."""

    code: Code
    name: Text
    merges_into: Code | None = None
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which answers arrive; only `official` ones enter the score (A2-4)."""

    code: Code
    name: Text
    official: bool
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Sampling:
    """Defaults of the draw (C1.6): `margin` in points of the total at `confidence`, `deviation` in points of 100.

    `floor` is the least drawn per stratum (or all of it); a stratum answered by fewer than `collapse_below`
    is collapsed; `reserve` is the reserve sample as a share of the sample.
    """

    frame_months: Annotated[int, Whole(1, 120)]
    margin: Annotated[Decimal, Between(Decimal("0.1"), 20)]
    deviation: Annotated[Decimal, Between(1, 50)]
    confidence: Annotated[Decimal, Between(Decimal("0.5"), Decimal("0.999"))]
    allocation: Allocation
    floor: Annotated[int, Whole(2, 1000)]
    collapse_below: Annotated[int, Whole(1, 1000)]
    reserve: Ratio
    least_response: Ratio
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Sealing:
    """Who holds the keys: `threshold` of the `trustees` open a box (R150, A2-13)."""

    group: Group
    trustees: Annotated[tuple[Code, ...], AtLeast(1)]
    threshold: Annotated[int, Whole(1, 50)]
    registrar: Code
    administrator: Code
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Privacy:
    """Minimums that protect respondents: smallest cell shown, smallest box made (invited) and opened (voters).

    Strata of a unit with fewer than `least_invited` drawn share a box (`sampling.merging`). Names and addresses are
    erased `contact_days` days after the campaign was closed (E-P P8).
    """

    least_cell: Annotated[int, Whole(1, 100)]
    contact_days: Annotated[int, Whole(1, 3660)]
    least_invited: Annotated[int, Whole(1, 10000)] = 20
    least_box: Annotated[int, Whole(1, 1000)] = 10
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """The survey plan that the two bodies sign together (R90).

    `unit_words`: how opening and questions call the unit that is asked about; its name stands there on its ballots.
    """

    title: Text
    signed_by: Annotated[tuple[Code, ...], AtLeast(1)]
    header: LegalHeader
    opening: Text
    free_text: Text
    phase: Code
    opens: date
    closes: date
    grades: Annotated[tuple[Grade, ...], AtLeast(2)]
    questions: Annotated[tuple[Question, ...], AtLeast(1)]
    aggregation: Aggregation
    stratum_weighting: bool
    strata: Annotated[tuple[Stratum, ...], AtLeast(1)]
    channels: Annotated[tuple[Channel, ...], AtLeast(1)]
    sampling: Sampling
    sealing: Sealing
    privacy: Privacy
    unit_words: Text | None = None
    source: Sources = ()

    def about(self, unit: Text) -> "Survey":
        """The survey as the respondents of a unit read it: its name where the plan has `unit_words`."""

        def named(text: Text) -> Text:
            if self.unit_words is None:
                return text
            return Text(
                zh=text.zh.replace(self.unit_words.zh, unit.zh),
                en=text.en.replace(self.unit_words.en, unit.en or unit.zh),
            )

        asked = tuple(replace(question, text=named(question.text)) for question in self.questions)
        return replace(self, opening=named(self.opening), questions=asked)

    def stratum_name(self, code: str) -> Text:
        """What a stratum, or several that share a box, is called. Raises KeyError for a code that is not the plan's."""
        names = {stratum.code: stratum.name for stratum in self.strata}
        own = [names[part] for part in parts_of(code)]
        english = [name.en for name in own]
        return Text(zh=MERGED.join(name.zh for name in own), en=" + ".join(english) if all(english) else "")

    def place_of(self, code: str) -> int:
        """Where a stratum, or the first of those that share a box, stands in the plan."""
        return [stratum.code for stratum in self.strata].index(parts_of(code)[0])

    def answers(self, question: Question) -> tuple[Text, ...]:
        """What a respondent may tick at a question, in the order of the ballot."""
        offered = self.grades if question.kind is QuestionKind.GRADE else question.options
        return tuple(each.name for each in offered)

    def answer_codes(self, question: Question) -> tuple[Code, ...]:
        """The codes of `answers`, in the same order."""
        offered = self.grades if question.kind is QuestionKind.GRADE else question.options
        return tuple(each.code for each in offered)
