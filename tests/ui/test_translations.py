"""Every word that the rules speak to people exists in Chinese, although the rules know no translation."""

import pytest
from django.utils.translation import gettext, override

from pingyi.rules import mandate

WORDS = {
    *mandate.ROLE_NAMES.values(),
    *mandate.PHASE_NAMES.values(),
    *(pair.because for pair in mandate.INCOMPATIBLE),
    *(refusal.message for refusal in mandate.Refused.__subclasses__() if "message" in vars(refusal)),
}


@pytest.mark.parametrize("words", sorted(WORDS))
def test_the_rules_speak_chinese(words: str) -> None:
    with override("zh-hans"):
        assert gettext(words) != words
