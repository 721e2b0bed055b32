"""The page on which anybody's browser recounts downloaded boards."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.stage import opened

pytestmark = pytest.mark.django_db


def test_it_holds_the_counter_and_is_reached_from_the_boards(cast: Cast) -> None:
    opened(cast, "P2")
    page = Client().get("/boards/recount/").content.decode()
    assert '<div id="recount">' in page and "public/recount.js" in page and "复算" in page
    assert 'href="/boards/recount/"' in Client().get("/boards/").content.decode()
