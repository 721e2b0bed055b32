"""A key made by its trustees, and a box that takes ballots."""

import secrets

import pytest

from tests.factories import Keys, OpenBox, make_keys, open_box


@pytest.fixture
def keys(db: None) -> Keys:
    return make_keys(secrets.token_bytes)


@pytest.fixture
def box(keys: Keys) -> OpenBox:
    return open_box(keys, secrets.token_bytes)
