"""How findings are called: what a place in a text may tell about who wrote it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pingyi.rules.masks import Finding

FINDINGS: dict[Finding, Promise] = {
    Finding.NAME: pgettext_lazy("mask", "a name"),
    Finding.CONTACT: _("a telephone number or another way to reach somebody"),
    Finding.ID_NUMBER: _("the number of a person or a company"),
    Finding.PLATE: _("a number plate"),
    Finding.ADDRESS: _("a place where somebody lives or works"),
    Finding.POST: _("somebody's post"),
    Finding.RARE: _("something that few have"),
    Finding.GROUP: _("a small group: whoever knows it knows who"),
    Finding.OTHER: _("chosen by hand"),
}
