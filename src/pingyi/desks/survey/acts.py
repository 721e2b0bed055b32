"""The act that both bodies sign at this desk: the agreement on the survey."""

import secrets
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import freeze
from pingyi.records.acts.queries import ActView
from pingyi.ui.door.acts import ActPage


def _signed(view: ActView) -> str:
    if view.complete:
        return _("Both bodies have signed; the ballot boxes are made. Next, the bureau makes the codes.")
    return _("Signed. The boxes are made when the other body has signed too.")


FREEZE = ActPage(
    act=freeze.ACT,
    page="freeze",
    words=gettext_lazy("Sign the agreement on the survey"),
    button=gettext_lazy("I have read it and sign"),
    question=gettext_lazy("Sign the survey agreement?"),
    follows=(
        gettext_lazy(
            "With the second signature the ballot boxes are made: "
            "questions, people drawn, dates and trustees cannot be changed any more."
        ),
    ),
    begins=gettext_lazy("Draw up the agreement"),
    sign=partial(freeze.sign, randomness=secrets.token_bytes),
    signed=_signed,
)
