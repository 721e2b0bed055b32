"""One small campaign, published: three counties, four boxes, one of them never opened; everything made for real."""

from collections.abc import Mapping

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import cast
from tests.sitting import kept_at
from tests.verify.published import files_of


@pytest.fixture(scope="session")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Mapping[str, bytes]:
    """The files of the bundle by name."""
    assert settings.TESTING
    with django_db_blocker.unblock(), kept_at("released", cast) as sitting:
        return files_of(sitting.campaign)
