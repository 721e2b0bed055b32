"""The lines that every government survey form carries: number, issuers, approval (domain C1.1)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from pingyi.rules.rulebook import Rulebook


def legal_lines(book: Rulebook) -> list[dict[str, str]]:
    """Every line in both languages; what has not been approved yet has no line."""
    lines = {}
    for short, language in (("zh", "zh-hans"), ("en", "en")):
        with override(language):
            lines[short] = _lines(book, short)
    return [{"zh": zh, "en": en} for zh, en in zip(lines["zh"], lines["en"], strict=True)]


def _lines(book: Rulebook, language: str) -> list[str]:
    header = book.survey.header
    issuers = _(", ").join(book.body(code).name.in_language(language) for code in header.issuers)
    entries = [
        (_("Form no."), header.form_number),
        (_("Issued by"), issuers),
        (_("Approved or registered by"), header.approving_body),
        (_("Approval no."), header.approval_number),
        (_("Valid until"), header.valid_until.isoformat() if header.valid_until else ""),
    ]
    return [f"{label} {entry}" for label, entry in entries if entry]
