"""Every word that is said to people exists in Chinese, also where it stands in rules that know no translation."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.utils.translation import gettext, override

import pingyi
from pingyi.rules import mandate
from pingyi.rules.refusal import Refusal


def _refusals() -> Iterator[type[Refusal]]:
    """Every refusal of the house."""
    for module in pkgutil.walk_packages(pingyi.__path__, "pingyi."):
        if module.name.endswith(".errors"):
            import_module(module.name)
    waiting = [Refusal]
    while waiting:
        found = waiting.pop().__subclasses__()
        yield from (refusal for refusal in found if refusal.__module__.startswith("pingyi."))
        waiting += found


PASSED_ON = "%(why)s"
"""Another refusal's sentence, as it is."""

WORDS = {
    *mandate.ROLE_NAMES.values(),
    *mandate.PHASE_NAMES.values(),
    *(pair.because for pair in mandate.INCOMPATIBLE),
    *(refusal.message for refusal in _refusals() if refusal.message not in (Refusal.message, PASSED_ON)),
}


@pytest.mark.parametrize("words", sorted(WORDS))
def test_it_is_said_in_chinese(words: str) -> None:
    with override("zh-hans"):
        assert gettext(words) != words
