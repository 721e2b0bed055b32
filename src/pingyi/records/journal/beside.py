"""What the journal says, beside the rows of another record: within that record's own query."""

from django.db.models import Expression, Subquery

from pingyi.records.journal.models import JournalEntry


def newest_leaf(kind: str, subject: Expression) -> Subquery:
    """The leaf of the newest entry of this kind about each row's subject."""
    return Subquery(JournalEntry.objects.filter(kind=kind, subject=subject).order_by("-pk").values("leaf")[:1])
