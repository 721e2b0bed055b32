"""The form of a box follows from the plan and its unit: people read the name of whom they are asked about."""

from dataclasses import replace

import pytest

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.ballot.form import read_election
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.planned import BETWEEN, election_of, form_of, name_of
from pingyi.rules.rulebook.words import Text

BOOKS = {name: rulebook.parse(plans.read(name), year=2026) for name in ("science-bureau", "school-district")}
BOOK = BOOKS["science-bureau"]
UNIT = BOOK.ranked_units[0]
KEY = group_named("Ed25519").encode(group_named("Ed25519").generate(7))


@pytest.mark.parametrize("book", BOOKS.values(), ids=list(BOOKS))
def test_no_form_speaks_of_a_unit_without_naming_it(book: rulebook.Rulebook) -> None:
    words = book.survey.unit_words
    assert words
    for unit in book.ranked_units:
        survey = book.survey.about(unit.name)
        told = [survey.opening, *(question.text for question in survey.questions)]
        assert not any(words.zh in text.zh or words.en in text.en for text in told)
        assert unit.name.zh in survey.questions[0].text.zh and unit.name.en in survey.questions[0].text.en
        assert unit.name.zh in form_of(book, unit.code)[0].question


def test_units_are_asked_the_same_but_for_the_name() -> None:
    one, other = BOOK.ranked_units[:2]
    mine, theirs = form_of(BOOK, one.code), form_of(BOOK, other.code)
    assert mine[0].question == f"总体上，您怎样评价{one.name.zh}的政风行风？"
    assert mine != theirs
    assert [each.question.replace(one.name.zh, other.name.zh) for each in mine] == [each.question for each in theirs]
    assert [each.answers for each in mine] == [each.answers for each in theirs]


def test_without_words_for_the_unit_the_questions_stand_as_they_are() -> None:
    plain = replace(BOOK.survey, unit_words=None)
    assert plain.about(Text("甲局", "Bureau A")) == plain


def test_an_election_is_the_plans_and_reads_back() -> None:
    election = election_of(BOOK, UNIT.code, "enterprises+parks", key=KEY, uuid="1" * 14)
    assert read_election(election.serialised) == election
    assert election.name == name_of(BOOK, UNIT.code, "enterprises+parks")
    assert election.name == f"{UNIT.name.zh}{BETWEEN}科技企业＋科技园区及入驻单位"
    assert (election.description, election.group) == (BOOK.title.zh, "Ed25519")
    for unit, stratum in (("nobody", "parks"), (UNIT.code, "nobody")):
        with pytest.raises(KeyError):
            election_of(BOOK, unit, stratum, key=KEY, uuid="1" * 14)
