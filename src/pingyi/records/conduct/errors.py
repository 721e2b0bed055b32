"""Why a violation is not found, or a step with it is not taken.

Refusal
├── ViolationHidden      there is none (hidden)
├── NoSuchProhibition    the plan has no such prohibition
├── NoSuchAccused        no such person or unit
├── MovedOn              somebody took a step meanwhile
├── DaysOpen             the accused may still answer
├── TooLateToObject      the days for an objection are over
├── ObjectedAlready      one objection to every decision
└── OwnMatter            nobody handles what they reported
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class ViolationHidden(Refusal):
    message = _("There is no such report.")


class NoSuchProhibition(Refusal):
    message = _("The plan has no such prohibition. Please choose from the list.")


class NoSuchAccused(Refusal):
    message = _("There is no such person or unit. Please choose from the list.")


class MovedOn(Refusal):
    message = _("Somebody took a step meanwhile. Please read how it stands now, and decide anew.")


class DaysOpen(Refusal):
    message = _("Whoever is concerned may still answer until %(until)s. Only after that day can silence be recorded.")


class TooLateToObject(Refusal):
    message = _("An objection was possible until %(until)s.")


class ObjectedAlready(Refusal):
    message = _("You have objected before. There is one objection to a decision.")


class OwnMatter(Refusal):
    message = _("Nobody decides on a report of their own. Please leave it to somebody else.")
