"""Which strata of a unit share a box, so that nobody is one of six (R196): a rule of the plan, applied at the freeze.

It needs only how many were drawn, so it is fixed before anybody is asked, and anybody can repeat it.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from pingyi.rules.rulebook.survey import Survey, joined, parts_of

Strata = tuple[str, ...]


def boxes_of(survey: Survey, drawn: Mapping[str, int]) -> dict[str, int]:
    """One unit's boxes: code of the stratum, merged or not, → invited. Protocol box §9.

    In the plan's order the first box with fewer than `least_invited` shares with the one that the plan calls alike:
    where one of its strata `merges_into` (past strata of which nobody was drawn), else the one of which a stratum
    merges into it; where there is neither, the next of the unit's boxes, or the one before. So on until every box is
    large enough or one is left. A stratum of which nobody was drawn has no box.
    """
    partner = {stratum.code: stratum.merges_into for stratum in survey.strata}
    order = [*partner, *sorted(set(drawn) - set(partner))]
    sizes: dict[Strata, int] = {(code,): drawn[code] for code in order if drawn.get(code)}
    into = {code: _heir(code, partner, drawn) for code in order}
    while len(sizes) > 1:
        small = next((group for group, size in sizes.items() if size < survey.privacy.least_invited), None)
        if small is None:
            break
        other = next(_alike(small, list(sizes), into))
        size = sizes.pop(small) + sizes.pop(other)
        sizes[tuple(sorted((*small, *other), key=order.index))] = size
        sizes = dict(sorted(sizes.items(), key=lambda box: order.index(box[0][0])))
    return {joined(group): size for group, size in sizes.items()}


def _heir(code: str, partner: Mapping[str, str | None], drawn: Mapping[str, int]) -> str | None:
    """The first stratum with somebody drawn that one comes to by `merges_into`; None where the way ends or returns."""
    seen, at = {code}, partner.get(code)
    while at is not None and not drawn.get(at) and at not in seen:
        seen.add(at)
        at = partner.get(at)
    return None if at in seen else at


def _alike(small: Strata, groups: list[Strata], into: Mapping[str, str | None]) -> Iterator[Strata]:
    """The other boxes that `small` may share, first choice first."""
    at = groups.index(small)
    others = [group for group in groups if group != small]
    return chain(
        (group for group in others if any(into[code] in group for code in small)),
        (group for group in others if any(into[code] in small for code in group)),
        groups[at + 1 :],
        reversed(groups[:at]),
    )


def box_of(survey: Survey, drawn: Mapping[str, int]) -> dict[str, str]:
    """The box in which each stratum of a unit votes; none for a stratum of which nobody was drawn."""
    return {part: code for code in boxes_of(survey, drawn) for part in parts_of(code)}
