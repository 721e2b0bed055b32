"""The boxes' public page: the digests there are those of the scripts that are served."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from pingyi.records.box.queries import boxes
from pingyi.server.clock import Clock
from tests.sitting import VOTED, Sitting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("file", ["booth/booth.js", "keys/trustee.js", "survey/registrar.js", "public/recount.js"])
def test_the_page_names_every_script_that_works_on_secrets(
    file: str, sitting_at: Callable[[str], Sitting], clock: Clock
) -> None:
    sitting_at("P2")
    clock.set(VOTED)
    script = Path(str(finders.find(file))).read_bytes()
    assert sha256(script).hexdigest() in Client().get(reverse("boards")).content.decode()


def test_many_boxes_come_in_pages_each_box_on_one(
    sitting_at: Callable[[str], Sitting], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = sitting_at("P2")
    clock.set(VOTED)
    assert 'rel="next"' not in Client().get(reverse("boards")).content.decode()
    monkeypatch.setattr("pingyi.desks.public.boards.BOXES", 3)
    pages = {page: Client().get(f"{reverse('boards')}?page={page}").content.decode() for page in ("1", "2", "x", "9")}
    uuids = [box.uuid for box in boxes(sitting.campaign.code)]
    assert sorted(uuid for page in ("1", "2") for uuid in uuids if uuid in pages[page]) == sorted(uuids)
    assert ('rel="next"' in pages["1"], 'rel="prev"' in pages["1"]) == (True, False)
    assert ('rel="next"' in pages["2"], 'rel="prev"' in pages["2"]) == (False, True)
    assert [uuid in pages["x"] for uuid in uuids] == [uuid in pages["1"] for uuid in uuids]
    assert [uuid in pages["9"] for uuid in uuids] == [uuid in pages["2"] for uuid in uuids]
