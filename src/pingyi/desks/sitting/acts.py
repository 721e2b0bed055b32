"""The acts that the parties sign at the counting table."""

from collections.abc import Iterator

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import closing, opening, reckoning
from pingyi.desks.sitting.forms import CountForm
from pingyi.records.acts.queries import ActView
from pingyi.rules.mandate import Role
from pingyi.ui.door.acts import ActPage, standing
from pingyi.ui.door.request import Request


def _counted(view: ActView | None) -> str:
    return standing(view) if view else _("The count has begun. This page says how far it is.")


def _own_count(request: Request) -> Iterator[BoundField]:
    """The statistics bureau brings the fingerprint of its own count."""
    if request.actor.holds(Role.STAT_LEAD):
        yield CountForm(auto_id="%s")["recount"]


CLOSING = ActPage(
    act=closing.ACT,
    page="sitting",
    words=gettext_lazy("Sign the closing of the boxes"),
    button=gettext_lazy("Sign: close the boxes"),
    question=gettext_lazy("Sign the closing of the boxes?"),
    follows=(
        gettext_lazy("With the last signature every box is closed for ever: no ballot is taken any more."),
        gettext_lazy("You sign what stands on the page: voters and fingerprint of every box."),
    ),
    begins=gettext_lazy("Lay the boards before both"),
)
OPENING = ActPage(
    act=opening.ACT,
    page="sitting",
    words=gettext_lazy("Sign what is going to be opened"),
    button=gettext_lazy("Sign: I am present"),
    question=gettext_lazy("Sign what is going to be opened?"),
    follows=(
        gettext_lazy("You declare that you are present and that these are the boxes that were closed."),
        gettext_lazy("When all have signed, the trustees may open the sums."),
    ),
    begins=gettext_lazy("Convene the parties"),
)
COUNT = ActPage(
    act=opening.COUNT_ACT,
    page="sitting",
    words=gettext_lazy("Sign the counts"),
    button=gettext_lazy("Sign the counts"),
    question=gettext_lazy("Sign the counts?"),
    follows=(gettext_lazy("With the last signature the counts are final, and the result is computed from them."),),
    begins=gettext_lazy("Count"),
    lay=opening.count,
    laid=_counted,
    sign=opening.sign_count,
    form=CountForm,
    fields=_own_count,
)
RECKONING = ActPage(
    act=reckoning.ACT,
    page="reckoning",
    words=gettext_lazy("Sign the result"),
    button=gettext_lazy("Sign this result"),
    question=gettext_lazy("Sign this result?"),
    follows=(gettext_lazy("With the last signature it goes to the leader of the leading group for approval."),),
    begins=gettext_lazy("Compute the result"),
    anew=gettext_lazy("Compute anew"),
    open=reckoning.is_open,
    lay=reckoning.reckon,
)
