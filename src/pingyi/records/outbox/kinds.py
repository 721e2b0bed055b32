"""What a kind of notice is: rooms declare theirs in their `notices.py`; whoever posts one says who is told."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind by its code in the rows: its sentence, and the route of the page it leads to.

    `of_owner`: it is about a row that somebody owes; the owner's name stands before it, and the page takes its number.
    """

    code: str
    words: Promise
    page: str = ""
    of_owner: bool = False
