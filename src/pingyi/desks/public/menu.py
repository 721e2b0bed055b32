"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

HOME = Entry("home", _("Front page"), "home", Power.PORTAL_READ, Section.PUBLIC, 10)
UNITS = Entry("about-units", _("Who is appraised"), "building", Power.PORTAL_READ, Section.PUBLIC, 15)
BULLETINS = Entry("bulletins", _("Bulletins"), "news", Power.PORTAL_READ, Section.PUBLIC, 25)
OUTCOMES = Entry("outcomes", _("You said, we did"), "circle-check", Power.PORTAL_READ, Section.PUBLIC, 27)
RESULTS = Entry("results", _("Results"), "trophy", Power.RESULT_READ, Section.PUBLIC, 30)
REGISTERS = Entry("open-registers", _("Commitments and channels"), "book-2", Power.PORTAL_READ, Section.PUBLIC, 20)
JOURNAL = Entry("journal", _("Journal"), "history", Power.JOURNAL_READ, Section.PUBLIC, 40)
