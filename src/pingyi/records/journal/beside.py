"""What the journal says, beside the rows of another record: within that record's own query."""

from django.db.models import F, Subquery, TextField, Value
from django.db.models.functions import Concat

from pingyi.records.journal.models import JournalEntry
from pingyi.rules.journal.subject import BETWEEN
from pingyi.rules.journal.vocabulary import Statement


def newest_leaf(kind: type[Statement], reference: F) -> Subquery:
    """The leaf of the newest entry of this kind about what each row's reference names."""
    subject = Concat(Value(kind.NOUN), Value(BETWEEN), reference, output_field=TextField())
    return Subquery(JournalEntry.objects.filter(kind=kind.KIND, subject=subject).order_by("-pk").values("leaf")[:1])
