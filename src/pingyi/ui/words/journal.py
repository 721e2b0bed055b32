"""What each kind of journal entry means, in words for everybody; a kind without words shows as it is written."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.journal.vocabulary import KINDS, Telling
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.words.phrases import listed, said

WORDS: dict[str, Promise] = {
    "account:close": _("An account was closed"),
    "account:reopen": _("An account was opened again"),
    "administrator:install": _("A first administrator was brought in"),
    "box:close": _("A ballot box was closed"),
    "box:count": _("A ballot box was counted"),
    "box:create": _("A ballot box was set up"),
    "box:heads": _("The state of all ballot boxes was recorded"),
    "box:share": _("A trustee gave a share of the count"),
    "box:sum": _("The sealed ballots of a box were added up"),
    "campaign:approve": _("The campaign was approved"),
    "campaign:archive": _("The campaign was archived"),
    "campaign:close": _("The campaign was closed"),
    "campaign:create": _("A campaign was created from its plan"),
    "campaign:revise": _("The campaign's plan was revised"),
    "credentials:publish": _("The public credentials of a ballot box were published"),
    "decision:record": _("A decision was recorded"),
    "disqualification:decide": _("The leading group decided that a unit is unqualified for the year"),
    "disqualification:revoke": _("The leading group revoked the disqualification of a unit"),
    "duty:approve": _("A duty's result was approved"),
    "duty:assign": _("A duty was assigned"),
    "duty:declare_missing": _("A duty was declared missing"),
    "duty:draw_up": _("A unit's paper was laid before the unit's leader"),
    "duty:fulfil": _("A duty was fulfilled"),
    "duty:hand_back": _("A unit's leader sent a paper back within the unit"),
    "duty:hand_out": _("Duties were handed out"),
    "duty:overdue": _("Duties that were not handed in by their day were marked"),
    "duty:receive": _("A duty's result was received"),
    "duty:remind": _("Reminders of duties went out"),
    "duty:reschedule": _("A duty's deadline was moved"),
    "duty:return": _("A duty's result was returned for improvement"),
    "duty:sign": _("A unit's leader signed a paper, and it was submitted"),
    "duty:submit": _("A duty's result was submitted"),
    "duty:urge": _("The office asked for a duty"),
    "factor:change": _("The second factors of an account were changed"),
    "factor:reset": _("The second factors of an account were removed by the security administrator"),
    "inspection:appoint": _("An inspection team was appointed"),
    "inspection:discuss": _("An inspection team opened its discussion"),
    "inspection:mark": _("An inspector gave marks of their own"),
    "inspection:settle": _("An inspection team settled a mark"),
    "inspection:sign": _("An inspection sheet was signed"),
    "invitation:accept": _("An invitation was accepted"),
    "invitation:send": _("An invitation was sent"),
    "journal:restore": _("The journal went on from a backup; what was lost is said here"),
    "journal:shred": _("The private part of an entry was destroyed"),
    "keys:message": _("A trustee took part in making the ballot key"),
    "keys:start": _("The trustees began to make the ballot key"),
    "keys:stop": _("A trustee stopped the making of the ballot key"),
    "minutes:draw_up": _("The minutes of a joint act were drawn up"),
    "minutes:sign": _("Minutes were signed"),
    "notice:acknowledge": _("A notice was acknowledged"),
    "objection:answer": _("An objection to the result was answered"),
    "objection:file": _("A unit objected to the result"),
    "password:change": _("A password was changed"),
    "person:enter": _("A person was entered"),
    "person:rename": _("A person's name was corrected"),
    "phase:extend": _("A phase was extended"),
    "phase:open": _("A phase was opened"),
    "prohibitions:acknowledge": _("Somebody signed the eight prohibitions"),
    "workdays:record": _("The published holidays of a year were recorded"),
    "ranking:release": _("The approved ranking was published"),
    "ranking:rule": _("The leading group decided on the ranking"),
    "reckoning:keep": _("Satisfaction, composite and ranking were computed"),
    "role:grant": _("A role was granted"),
    "role:withdraw": _("A role was withdrawn"),
    "roll:draw": _("Respondents were drawn at random"),
    "roll:erase": _("Names and addresses of possible respondents were erased"),
    "roll:import": _("A list of possible respondents was entered"),
    "seed:name": _("The public source of the draw's randomness was named in advance"),
    "session:close": _("Somebody signed out"),
    "session:open": _("Somebody signed in"),
    "session:refuse": _("A sign-in was refused"),
    "unit:enter": _("A unit was entered"),
}
"""`noun:verb` → sentence. Versions of a kind differ in their fields, not in what happened."""


def day_only(entry: Entry) -> bool:
    """Whether the entry's time is that of its day's beginning, and no more is told."""
    return KINDS.get(str(entry.kind), Telling.EXACT) is not Telling.EXACT


def about(entry: Entry, book: Rulebook | None) -> str:
    """Which task, unit, body or phase of this plan the public part speaks of, by name; nothing where it names none."""
    if book is None:
        return ""
    names = {
        "task": {each.code: each.title for each in book.tasks},
        "owner": {each.code: each.name for each in book.parts},
        "unit": {each.code: each.name for each in book.parts},
        "phase": {each.code: each.name for each in book.calendar.phases},
    }
    given = [named.get(str(entry.public.get(field, ""))) for field, named in names.items()]
    return listed(said(name) for name in given if name)


def words(kind: Kind) -> str:
    """What happened, in the reader's language."""
    return str(WORDS.get(f"{kind.noun}:{kind.verb}", kind))
