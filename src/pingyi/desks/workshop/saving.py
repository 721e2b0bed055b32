"""Saving what was changed in a draft: every page of the workshop saves the same way, and each saving is a version."""

from collections.abc import Callable

from django.contrib import messages
from django.utils.translation import gettext as _

from pingyi.desks.workshop.forms import SavingForm
from pingyi.desks.workshop.plan import of_the_plan
from pingyi.records.drafts import actions, queries
from pingyi.records.drafts.access import access_draft
from pingyi.records.drafts.queries import Written
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request


def saved(request: Request, pk: int, change: Callable[[Written], tuple[str, str]]) -> str | None:
    """Save the text that `change` makes, and answer what it calls the change.

    None where it is refused, or somebody else has saved meanwhile.
    """
    draft = access_draft(request.actor, pk)
    seen = SavingForm.posted(request).cleaned()["seen"] or 0
    with refusals_shown(request):
        with of_the_plan():
            text, name = change(queries.written(draft))
        actions.save_draft(draft, text, change=name, seen=seen, actor=request.actor, at=request.at)
        messages.success(request, _("Saved as a new version."))
        return name
    return None
