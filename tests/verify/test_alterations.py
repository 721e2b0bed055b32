"""Nothing in a bundle can be altered, added, removed, renamed or swapped unseen, but the text of its README."""

import os
from collections.abc import Mapping

import pytest

from pingyi.rules.bundle.files import README
from pingyi.verify.finding import Outcome
from tests.verify.alterations import alterations
from tests.verify.test_bundle import verified

pytestmark = pytest.mark.slow

EVERY = 1 if os.environ.get("PINGYI_ALTERATIONS") else 9
"""`make alterations` tries them all, in a minute or two."""


def test_what_is_unseen(published: Mapping[str, bytes]) -> None:
    made = list(alterations(published))
    tried = made[::EVERY]
    unseen = [title for title, files in tried if verified(files).outcome is Outcome.HOLDS]
    print(f"\n{len(tried)} alterations of {len(published)} files; unseen:", *unseen, sep="\n  ")
    assert len(made) > 500
    assert [title for title in unseen if not title.startswith(f"{README} ")] == []
