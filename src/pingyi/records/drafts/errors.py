"""Why a draft of a plan cannot be changed.

Refusal
├── DraftChanged     somebody saved another version meanwhile
├── DraftSame        the text is what it was
├── DraftTooLong     the plan would be larger than a plan may be
└── DraftUnknown     there is no such draft, version or part (hidden)
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class DraftChanged(Refusal):
    message = _(
        "Somebody saved another version meanwhile. What you typed is kept below: look at the new version first."
    )


class DraftSame(Refusal):
    message = _("Nothing differs from what was there. Nothing was saved.")


class DraftTooLong(Refusal):
    message = _("A plan has at most 1 MB. Nothing was saved.")


class DraftUnknown(Refusal):
    message = _("There is no such draft, or it has no such part any more.")
