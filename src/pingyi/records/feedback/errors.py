"""Why a package cannot be frozen, recorded, signed or read.

Refusal
├── PackageHidden      there is none for this person (hidden)
├── AllFedBack         the unit has everything already
├── ReadyChanged       there is more, less or something else to feed back than was on the page
├── NotAsItCame        a text is not the original with places hidden
├── PackageStale       something of it has changed since it was frozen
├── NotHeldYet         the meeting is still to come
├── NotMet             no meeting was recorded
├── SignedMeanwhile    somebody has signed, so that nothing of it can change
├── UnitSignsFirst     the unit has not signed for it yet
├── SideSigned    this side has signed for it
└── OtherContent       what was signed is not what lies before both sides now
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class PackageHidden(Refusal):
    message = _("There is no such package.")


class AllFedBack(Refusal):
    message = _("Nothing new is to be fed back: the unit has it all.")


class ReadyChanged(Refusal):
    message = _("What is to be fed back has changed meanwhile. Please look at it as it stands now.")


class NotAsItCame(Refusal):
    message = _(
        "The text of opinion %(number)s is not what was taken in with places hidden. It is not passed on; please have "
        "its mask decided anew."
    )


class PackageStale(Refusal):
    code = "package-stale"
    message = _(
        "A mask or an opinion has changed since this package was frozen, or an opinion was taken back. "
        "Please freeze it anew and read it out."
    )


class NotHeldYet(Refusal):
    message = _("The meeting is still to come. Please record it once it was held.")


class NotMet(Refusal):
    message = _("Please record the meeting first: what was read out, who was there, what the unit's leaders stated.")


class SignedMeanwhile(Refusal):
    message = _("This package is signed, so nothing of it can change. What comes later goes into a further package.")


class UnitSignsFirst(Refusal):
    message = _("The unit's leader signs for the package first; then the appraisal office.")


class SideSigned(Refusal):
    code = "side-signed"
    message = _("This side has signed for the package already; one receipt is enough.")


class OtherContent(Refusal):
    message = _("The package or the record has changed meanwhile. Please read it as it stands now and sign that.")
