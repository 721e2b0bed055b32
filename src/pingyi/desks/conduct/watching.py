"""What keeps each prohibition and what would show a breach, by the sentence of the source plan that it answers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Watch:
    """`control` makes a breach hard, `detector` shows one; `figures` are the keys of what is counted beside them."""

    control: Promise
    detector: Promise
    figures: tuple[str, ...] = ()


WATCHES: dict[str, Watch] = {
    "R191": Watch(
        _("Nothing is deleted: originals and steps only grow, and every hour's tree commits to them."),
        _("Every number ends in one place or stands here as open; whoever raised it proves by receipt that it came."),
        ("waiting", "late"),
    ),
    "R192": Watch(
        _("Ballots are sealed, scores are computed and not typed, results are signed by both bodies."),
        _("Anybody recomputes the ranking; before each act the rows are compared with the journal."),
        ("roles",),
    ),
    "R193": Watch(
        _("A code is good once and a ballot shows nobody how it was cast, so that a bought vote cannot be proved."),
        _("The ballot asks whether anybody hinted how to answer, and leads to a report that nothing connects with it."),
    ),
    "R194": Watch(
        _("Offers and how they were declined are registered before and after each visit."),
        _("The office and the leading group read the register of offers, with how each of them was declined."),
    ),
    "R195": Watch(
        _("Nobody is put to work on a unit with which they declared a link, or were found to have one."),
        _("Links that were found and not declared stand on the page of the people for the work."),
    ),
    "R196": Watch(
        _("A unit reads masked words alone; for whoever an opinion implicates it does not exist."),
        _("Who masked, looked under a mask or unsealed is kept with every opinion and cannot be taken out."),
        ("unsealed",),
    ),
    "R197": Watch(
        _("No unit handles a complaint about itself; the office calls back, and asks after 30 and 90 days."),
        _("Whoever has the receipt code reports harm at any time, and the case becomes protected at once."),
        ("protected", "care"),
    ),
    "R198": Watch(
        _("Whoever works on the appraisal signs the prohibitions first."),
        _("Anybody can report what harms the appraisal, with or without an account."),
    ),
}

COUNTED: dict[str, Promise] = {
    "waiting": _("Opinions that wait for an answer"),
    "late": _("Cases past their day"),
    "roles": _("People whose roles are not those that were granted"),
    "protected": _("Cases in which somebody was retaliated against, or may have been"),
    "care": _("Raisers who are to be asked after now"),
    "unsealed": _("Requests to unseal who raised something"),
    "hand": _("Possible violations in hand"),
    "proved": _("Violations found to be so"),
    "unqualified": _("Units that are unqualified for breaking it"),
}
"""What is counted, in words."""
