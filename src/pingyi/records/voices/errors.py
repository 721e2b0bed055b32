"""Why an opinion is not taken, found or answered.

Refusal
├── OpinionUnknown      no opinion has this receipt code
├── WorkSpent           a code that is none was looked up with this page before
├── OpinionHidden       there is no such opinion (hidden)
├── NothingSaid         the statement is empty
├── TooMuchSaid         the statement is longer than one may be
├── NoSuchUnit          it is about a unit that is not appraised
├── NoSuchSource        it came by a way that the plan does not name
├── BroughtAlready      one of a table was taken in before
├── ExhibitHidden     there is no such file beside it (hidden)
├── TooManyExhibits   more files than one statement, or one conversation, carries
├── ExhibitsTooLarge  together they are larger than what is taken at once
├── SentAlready         this form was sent before, with other words
└── ConversationFull    more statements than a conversation may have
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class OpinionUnknown(Refusal):
    code = "unknown-receipt-code"
    message = _("No opinion has this receipt code. Please compare it with your note, digit by digit.")


class WorkSpent(Refusal):
    code = "work-spent"
    message = _("A code that is none was looked up with this page before. Please press the button again.")


class OpinionHidden(Refusal):
    message = _("There is no such opinion.")


class NothingSaid(Refusal):
    code = "nothing-said"
    message = _("Nothing is written yet. Please say in your own words what it is about.")


class TooMuchSaid(Refusal):
    code = "too-much-said"
    message = _(
        "This is %(length)s characters long; %(most)s fit. Please shorten it, or send the rest as a second statement "
        "with your receipt code."
    )


class NoSuchUnit(Refusal):
    message = _("One of the units is not among those appraised. Please choose from the list.")


class NoSuchSource(Refusal):
    message = _("The plan knows no such way by which opinions come. Please choose from the list.")


class ExhibitHidden(Refusal):
    message = _("There is no such file here.")


class TooManyExhibits(Refusal):
    message = _("At most %(most)s files come with one message, and %(all)s with one conversation. Please choose fewer.")


class ExhibitsTooLarge(Refusal):
    message = _("Together these files are larger than %(most)s MB. Please send some of them with a later message.")


class SentAlready(Refusal):
    code = "sent-already"
    message = _(
        "This form was sent before, with other words, and what was sent first stands. To add something, use your "
        "receipt code under “Look up and go on”."
    )


class ConversationFull(Refusal):
    message = _("This conversation is full. Please begin a new one and name the number of this one.")


class BroughtAlready(Refusal):
    message = _(
        "One of these references was taken in before by the same way, or stands here twice. Please look which lines "
        "are new, and bring only those."
    )
