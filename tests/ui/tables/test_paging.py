"""Long tables come in pages; paper needs them whole."""

import pytest
from django.test import RequestFactory

from pingyi.ui.tables.paging import paged


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", [1, 2]), ("2", [3, 4]), ("3", [5]), ("9", [5]), ("x", [1, 2]), ("all", [1, 2, 3, 4, 5])],
)
def test_the_page_asked_for_or_all_of_it(asked: str, shown: list[int]) -> None:
    page = paged(RequestFactory().get("/", {"page": asked}), [1, 2, 3, 4, 5], 2)
    assert list(page) == shown
    assert (page.paginator.num_pages == 1) is (asked == "all")


def test_nothing_is_one_empty_page() -> None:
    assert list(paged(RequestFactory().get("/", {"page": "all"}), [], 2)) == []
