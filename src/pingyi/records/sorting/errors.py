"""Why an opinion is not sorted.

Refusal
├── SortedMeanwhile     somebody else sorted it since the page was opened
├── NoSuchTerm          a content, priority or outcome that the plan does not know
├── SortingUnexplained  nothing is written about why it is not passed on as it came
├── MergedNowhere       it is to be merged, and not written into what
├── MergedInCircle      it is to be merged into itself, or into one that is merged or taken back
└── TakesOthersIn       it is to be merged, and others were merged into it
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class SortedMeanwhile(Refusal):
    message = _("Somebody else has sorted this opinion meanwhile. Please look at it as it stands now.")


class NoSuchTerm(Refusal):
    message = _("The plan knows no such content, priority or outcome. Please choose from the list.")


class SortingUnexplained(Refusal):
    code = "sorting-unexplained"
    message = _("It is not passed on as it came: please write why.")


class MergedNowhere(Refusal):
    message = _("Please write the number of the opinion into which this one is merged.")


class MergedInCircle(Refusal):
    message = _(
        "Opinion %(number)s cannot take this one in: it is this one itself, is merged with another, or was taken back."
    )


class TakesOthersIn(Refusal):
    message = _("Other opinions are merged into this one. It cannot itself be merged with another.")
