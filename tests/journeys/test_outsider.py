"""Somebody who trusts nobody takes everything from the result's page and checks it at home: it holds in every form,
and one altered byte is seen.
"""

import zipfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.visitor import House, visit
from tests.verifying import alter, reported, smallest_board, wrong


def test_what_is_published_is_verified_in_every_form_and_an_altered_byte_is_seen(
    browser: Browser, published: House, tmp_path: Path
) -> None:
    taken = tmp_path / "bundle.zip"
    with visit(browser, published) as (page, _):
        page.goto(published.url("results"))
        with page.expect_download() as download:
            page.get_by_role("link", name="下载全部核验材料").first.click()
        download.value.save_as(taken)
    with zipfile.ZipFile(taken) as archive:
        archive.extractall(tmp_path / "out")
    (bundle,) = (tmp_path / "out").iterdir()
    board = smallest_board(bundle)
    for source, kind in ((bundle, "bundle"), (taken, "bundle"), (board, "boards")):
        report = reported(source, 0)
        assert (report["kind"], report["outcome"]) == (kind, "holds")
    alter(board)
    assert "boards" in wrong(reported(board, 1))
