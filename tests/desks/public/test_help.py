"""The handbook at the desks: every page in both languages, and the link to the page of the desk one sits at."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from pingyi.ui.shell.handbook import FIRST, OF_DESKS, names, page, page_of
from tests.law.source import PROJECT, SOURCE, ensure_none

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", names())
def test_every_page_in_both_languages(client: Client, name: str) -> None:
    for accept, language in (("zh-hans", "zh"), ("en", "en")):
        answer = client.get(reverse("help", args=[name]), headers={"accept-language": accept})
        assert page(name, language).title in answer.content.decode()


def test_every_page_there_is_stands_in_the_list_once_and_in_both_languages() -> None:
    there = {
        language: {path.stem for path in (PROJECT / "docs/handbook" / language).glob("*.md")}
        for language in ("zh", "en")
    }
    assert there["zh"] == there["en"] == set(names()) >= set(FIRST)
    assert len(names()) == len(set(names()))


def test_no_other_file_is_read(client: Client) -> None:
    assert client.get("/help/README/").status_code == 404
    assert client.get("/help/..%2Fdeploy/").status_code == 404


def test_html_in_a_page_is_shown_as_text() -> None:
    assert "<script" not in "".join(page(name, "en").body for name in names())
    assert '<table class="table">' in page("office", "zh").body


def test_the_foot_of_a_page_leads_to_its_desk(client: Client) -> None:
    assert reverse("help", args=["public"]) in client.get(reverse("home")).content.decode()
    assert reverse("help", args=["account"]) in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("pingyi.desks.duties.overview", "office"),
        ("pingyi.desks.duties.own", "unit"),
        ("pingyi.desks.steward.people", "administrators"),
        ("pingyi.desks.booth.entrance", "respondent"),
        ("pingyi.desks.sitting.reckoning", "sitting"),
        ("pingyi.desks.today.page", "account"),
        ("allauth.account.views", "account"),
        ("", "public"),
        ("pingyi.records.duties.clockwork", "public"),
    ],
)
def test_each_desk_has_its_page(module: str, name: str) -> None:
    assert page_of(module) == name


def test_a_desk_has_a_page_of_its_own_or_stands_on_another() -> None:
    desks = {path.parent.name for path in (SOURCE / "desks").glob("*/__init__.py")}
    assert desks - set(names()) == {desk for desk in OF_DESKS if "." not in desk} - {"allauth"}


QUOTED = {"zh": re.compile(r"“([^”]+)”"), "en": re.compile(r"[“\"]([^”\"]+)[”\"]")}
"""Names of pages, buttons and signs stand in quotes."""

SCREENS = ("**/zh_Hans/LC_MESSAGES/django.po", "plans/*.toml", "desks/*/static/**/*.js", "commands/*.py")


@pytest.mark.parametrize("language", QUOTED)
def test_what_a_page_quotes_stands_on_a_screen(language: str) -> None:
    pages = sorted((PROJECT / "docs" / "handbook" / language).glob("*.md"))
    said = "\n".join(path.read_text() for shape in SCREENS for path in SOURCE.glob(shape)).replace('"\n"', "")
    said += "\n".join(path.read_text().partition("\n")[0] for path in pages)
    said = said.lower()
    ensure_none(
        f"{path.name}: no screen says {quoted!r}"
        for path in pages
        for quoted in QUOTED[language].findall(path.read_text())
        if any(map(str.isalpha, quoted)) and quoted.rstrip(",.").lower() not in said
    )
