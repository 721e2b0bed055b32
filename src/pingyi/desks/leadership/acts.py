"""The act that the leader of the leading group signs at this desk: the approval of the result."""

from django.utils.translation import gettext_lazy

from pingyi.ceremonies import ruling
from pingyi.ui.door.acts import ActPage, noted

RESULT = ActPage(
    act=ruling.ACT,
    page="decision",
    words=gettext_lazy("Approve or return the result"),
    button=gettext_lazy("Approve the result"),
    question=gettext_lazy("Approve this result as computed?"),
    follows=(gettext_lazy("The objection window opens today; afterwards the office publishes the result."),),
    signed=noted,
)
