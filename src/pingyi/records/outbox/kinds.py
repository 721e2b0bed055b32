"""What a kind of notice is: rooms declare theirs in their `notices.py`; whoever posts one says who is told."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHERS = _("Other notices")


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind by its code in the rows: its sentence, and the route of the page it leads to.

    `elsewhere`: where it leads whoever may not open that page; the first of these that they may.

    `of_owner`: it is about a row that somebody owes; the owner's name stands before it, and the page takes its number.
    `family` is what people choose it by, with others. `urgent`: mailed at once, not with the day's summary. `ordered`:
    the plan, or the safety of the account, wants it told; nobody can leave it.
    """

    code: str
    words: Promise
    page: str = ""
    elsewhere: tuple[str, ...] = ()
    of_owner: bool = False
    family: Promise = OTHERS
    urgent: bool = False
    ordered: bool = False
