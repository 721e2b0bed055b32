"""What is said of a sign that may not stand in a text."""

from django.utils.translation import gettext as _

from pingyi.rules.writing import Flaw, Wrong


def flaw_sentence(found: Flaw) -> str:
    """What a person is told about a sign that may not stand in a text."""
    at = {"place": found.place, "sign": found.shown, "meant": found.meant}
    match found.wrong:
        case Wrong.PRIVATE if found.meant:
            return _(
                "Sign %(place)d (%(sign)s) is a private-use sign that other machines don't show; "
                "in older systems it is “%(meant)s”. Type that character again."
            ) % at  # fmt: skip
        case Wrong.PRIVATE:
            return _(
                "Sign %(place)d (%(sign)s) is a private-use sign that other machines don't show. "
                "Type the character again from an up-to-date keyboard."
            ) % at  # fmt: skip
        case Wrong.LOST:
            return _(
                "Sign %(place)d (%(sign)s) stands where a character was lost. Look the right character up and type it."
            ) % at  # fmt: skip
        case Wrong.BREAK:
            return _("Sign %(place)d is a line break; this cell holds one line. Is it one entry or several?") % at
    return _(
        "Sign %(place)d (%(sign)s) is no visible character. Delete the text and type it again."
    ) % at  # fmt: skip
