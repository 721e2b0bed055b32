"""Which strata of a unit share a box, so that nobody is one of six (R196): a rule of the plan, applied at the freeze.

It needs only how many were drawn, so it is fixed before anybody is asked, and anybody can repeat it.
"""

from collections.abc import Mapping

from pingyi.rules.rulebook.survey import Survey, joined, parts_of


def boxes_of(survey: Survey, drawn: Mapping[str, int]) -> dict[str, int]:
    """One unit's boxes: code of the stratum, merged or not, → invited. Protocol box §9.

    In the plan's order the first stratum with fewer than `least_invited` joins the one that it, or one already in it,
    `merges_into`; where nobody of that kind was drawn, the next of the unit's strata, or the one before. So on until
    every box is large enough or one is left. A stratum of which nobody was drawn has no box.
    """
    partner = {stratum.code: stratum.merges_into for stratum in survey.strata}
    order = [*partner, *sorted(set(drawn) - set(partner))]
    groups: list[tuple[str, ...]] = [(code,) for code in order if drawn.get(code)]
    sizes = {group: drawn[group[0]] for group in groups}
    while len(groups) > 1:
        at = next((at for at, group in enumerate(groups) if sizes[group] < survey.privacy.least_invited), None)
        if at is None:
            break
        wanted = {partner.get(code) for code in groups[at]} - set(groups[at])
        named = (other for other, group in enumerate(groups) if wanted & set(group))
        other = next(named, at + 1 if at + 1 < len(groups) else at - 1)
        pair = (groups[at], groups[other])
        merged = tuple(sorted((*pair[0], *pair[1]), key=order.index))
        sizes[merged] = sizes[pair[0]] + sizes[pair[1]]
        groups[min(at, other)] = merged
        del groups[max(at, other)]
    return {joined(group): sizes[group] for group in groups}


def box_of(survey: Survey, drawn: Mapping[str, int]) -> dict[str, str]:
    """The box in which each stratum of a unit votes; none for a stratum of which nobody was drawn."""
    return {part: code for code in boxes_of(survey, drawn) for part in parts_of(code)}
