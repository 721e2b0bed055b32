"""Every test of the journal signs with a key of its own."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def journal_key(settings: Settings, tmp_path: Path) -> Path:
    """Where the key will be made."""
    settings.JOURNAL_KEY_FILE = tmp_path / "journal-key"
    return tmp_path / "journal-key"
