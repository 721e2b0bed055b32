"""What is said after a step of a joint act: who signs next, or that all have."""

from django.utils.translation import gettext as _

from pingyi.records.acts.queries import ActView
from pingyi.rules.mandate import ROLE_NAMES, Role


def standing(view: ActView) -> str:
    """Where these minutes stand now."""
    if view.complete:
        return _("Done: all parties have signed, and it is noted in the journal.")
    waits = _(", ").join(_(ROLE_NAMES[Role(party)]) for party in view.missing)
    if view.signatures:
        return _("Signed, and noted in the journal. It waits for: %(parties)s.") % {"parties": waits}
    return _("Laid before the parties. Each reads it and signs from an account of its own: %(parties)s.") % {
        "parties": waits
    }
