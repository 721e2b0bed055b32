"""The boxes' public page: the digests there are those of the scripts that are served."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from pingyi.server.clock import Clock
from tests.sitting import VOTED, Sitting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "file", ["booth/booth.js", "trustee/trustee.js", "statistics/registrar.js", "public/counter.js"]
)
def test_the_page_names_every_script_that_works_on_secrets(
    file: str, sitting_at: Callable[[str], Sitting], clock: Clock
) -> None:
    sitting_at("P2")
    clock.set(VOTED)
    script = Path(str(finders.find(file))).read_bytes()
    assert sha256(script).hexdigest() in Client().get(reverse("boards")).content.decode()
