"""Why a file is not taken, not changed or not shown.

Refusal
├── NotNow                the thing it belongs to takes no files now
├── WithdrawnAlready      it was taken back before
├── WithdrawalUnexplained a withdrawal says why
├── TooLarge              more than what is taken
├── TooMany               one thing carries only so many
├── TooManyUploads        one person brings only so many at the same time
├── Misplaced             a piece does not join what is there
├── InUse                 another piece of the same upload is being written
├── NotWhole              an upload that has not ended
├── NotKept               this file was not taken; `why` is one of these:
├── NotTaken              the content, or the name, is of what is not taken
│   ├── Empty             no content at all
│   ├── UnknownKind       none of the kinds that are taken
│   ├── NeitherPictureNorPdf where only these are taken
│   ├── OldOffice         .doc, .xls, .ppt
│   ├── Locked            a password keeps it shut
│   ├── Macros            an Office document that runs something
│   ├── Linked            an Office document that fetches something when it is opened
│   ├── WebPage           HTML or SVG, under whatever name
│   ├── Programme         something that a machine would run
│   ├── Archive           packed files; or packed files within a document
│   ├── OtherPicture      HEIC, GIF, TIFF …
│   ├── TwoInOne          two kinds at once, each reader sees another
│   ├── Bomb              it would unpack to far more than it is
│   ├── Damaged           it does not open
│   ├── Disguised         the name shows something else than what it is
│   ├── SealedWithScripts a signed PDF whose scripts cannot be taken out without breaking the signature
│   └── Infected          the scanner found something
└── ScannerAway           the scanner that was ordered does not answer
"""

from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal


class NotNow(Refusal):
    message = _("No file can be added, replaced or withdrawn here now. What has been handed in must come back first.")


class WithdrawnAlready(Refusal):
    message = _("This file was withdrawn already.")


class WithdrawalUnexplained(Refusal):
    message = _("Write down why the file is withdrawn; the reason stays beside its name.")


class TooLarge(Refusal):
    message = _("“%(name)s” is larger than the %(most)s that are taken. Make it smaller, or split it.")


class TooMany(Refusal):
    message = _("There are %(most)s files here already. Put several papers into one document, or withdraw one.")


class TooManyUploads(Refusal):
    message = _("%(most)s uploads of yours are under way. Finish them, or wait until they are forgotten after a week.")


class Misplaced(Refusal):
    message = _("This piece does not join what has come so far. Ask how much is there, and go on from there.")


class InUse(Refusal):
    message = _("Another piece of this file is being written. Try again in a moment.")


class NotWhole(Refusal):
    message = _("“%(name)s” has not come whole. Choose it again: it goes on where it stopped.")


class NotKept(Refusal):
    """`why` is a `NotTaken`."""

    message = _("“%(name)s” was not taken. %(why)s")


class NotTaken(Refusal):
    """What is wrong with the file; `NotKept` says which."""


class Empty(NotTaken):
    message = _("This file is empty. Check that it was saved, then choose it again.")


class UnknownKind(NotTaken):
    message = _(
        "This kind of file is not taken. Taken are PDF, OFD, pictures (JPEG, PNG, WebP), .docx, .xlsx, .pptx, "
        ".odt, .ods, .odp and plain text."
    )


class NeitherPictureNorPdf(NotTaken):
    message = _(
        "Pictures (JPEG, PNG, WebP) and PDF are taken here: nothing in them tells who made them. Save it as PDF."
    )


class OldOffice(NotTaken):
    message = _("This is an old Office file. Save it as .docx, .xlsx or .pptx, and choose it again.")


class Locked(NotTaken):
    message = _("This file is locked by a password. Save it without one, and choose it again.")


class Macros(NotTaken):
    message = _("This document contains macros. Save it without them, as .docx, .xlsx or .pptx.")


class Linked(NotTaken):
    message = _("This document loads something from elsewhere when it is opened. Remove the link, and save it again.")


class WebPage(NotTaken):
    message = _("This is a web page or an SVG drawing, which can run scripts. Print it as PDF, and choose that.")


class Programme(NotTaken):
    message = _("This is a programme, or contains one. Programmes are not taken.")


class Archive(NotTaken):
    message = _("These are packed files. Unpack them, and choose the documents one by one.")


class OtherPicture(NotTaken):
    message = _("This kind of picture is not taken. Save it as JPEG or PNG, and choose it again.")


class TwoInOne(NotTaken):
    message = _("This file is two kinds at once, so that each programme sees another. Save the document anew.")


class Bomb(NotTaken):
    message = _("This file unpacks to far more than it seems to hold. It was not opened.")


class Damaged(NotTaken):
    message = _("This file is damaged or cut off. Open it, save it again, and choose it again.")


class Disguised(NotTaken):
    message = _("The name of this file looks like another kind of file than it is. Rename it, and choose it again.")


class SealedWithScripts(NotTaken):
    message = _("This signed PDF contains scripts or embedded files. Have it signed without them.")


class Infected(NotTaken):
    message = _("The virus scanner found “%(found)s” in this file. It was not kept. Tell your administrator.")


class ScannerAway(Refusal):
    message = _("The virus scanner does not answer, so no file can be taken now. Try again in a few minutes.")
