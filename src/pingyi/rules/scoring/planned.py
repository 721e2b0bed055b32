"""The composite rule a plan file states (R153-R161): from the rulebook's words to the arithmetic."""

from collections.abc import Mapping
from fractions import Fraction

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.sampling.counts import Exact, GradeScale
from pingyi.rules.sampling.estimate import Weighting
from pingyi.rules.scoring.composite import CompositeRule, Part
from pingyi.rules.scoring.errors import BadPoints, BadRule


def composite_rule(book: Rulebook) -> CompositeRule:
    """The plan's composite as a rule for `reckon`. Raises BadRule unless exactly one part is the survey's."""
    parts = {part: Part(part.code, Fraction(part.points)) for part in book.composite.parts}
    surveys = [planned for part, planned in parts.items() if not part.blocks]
    if len(surveys) != 1:
        raise BadRule("exactly one part of the composite must come from the survey (a part without blocks)")
    return CompositeRule(
        scale=GradeScale.of(book.grade_weights),
        survey=surveys[0],
        inspected=tuple(planned for part, planned in parts.items() if part.blocks),
        tie_break=book.composite.tie_break,
        weighting=Weighting.FRAME if book.survey.stratum_weighting else Weighting.POOLED,
        collapse=tuple((own.code, own.merges_into) for own in book.survey.strata if own.merges_into is not None),
        collapse_below=book.survey.sampling.collapse_below,
        least_ranked=book.composite.least_ranked,
        last_skips_disqualified=book.composite.last_skips_disqualified,
        least_cell=book.survey.privacy.least_cell,
        decimals=book.composite.decimals,
        more_decimals=max(book.composite.decimals, book.composite.more_decimals),
        confidence=float(book.composite.confidence),
    )


def inspected_points(book: Rulebook, blocks: Mapping[str, Exact]) -> dict[str, Fraction]:
    """Points per inspected part, summed from the points per inspection block (R160: B + C).

    Raises BadPoints when a block of the plan has no points or a block is not in the plan.
    """
    known = set(book.block_points)
    for fault in sorted(known ^ set(blocks)):
        raise BadPoints(f"block {fault} " + ("has no points" if fault in known else "is not in the plan"))
    return {
        part.code: sum((Fraction(blocks[block]) for block in part.blocks), Fraction(0))
        for part in book.composite.parts
        if part.blocks
    }
