"""The box a plan asks for: whose it is, what it asks, who keeps it. Protocol form §5.

The freeze makes a box by it, the booth and the agreement read it, and whoever verifies compares it.
Public: BETWEEN, form_of, name_of, election_of.
"""

from pingyi.rules.ballot.form import Election, Question
from pingyi.rules.rulebook.book import Rulebook

BETWEEN = " · "
"""Between the names of unit and stratum in the name of a box."""


def form_of(book: Rulebook, unit: str) -> tuple[Question, ...]:
    """The questions of every box of a unit: the plan's, in Chinese, in its order, with the unit's own name.

    The words of the form are part of what is sealed. Raises KeyError for a unit that is not the plan's.
    """
    survey = book.survey.about(book.unit(unit).name)
    return tuple(
        Question(question.text.zh, tuple(text.zh for text in survey.answers(question))) for question in survey.questions
    )


def name_of(book: Rulebook, unit: str, stratum: str) -> str:
    """What a box is called: its unit and its stratum. Raises KeyError for codes that are not the plan's."""
    return f"{book.unit(unit).name.zh}{BETWEEN}{book.survey.stratum_name(stratum).zh}"


def election_of(book: Rulebook, unit: str, stratum: str, *, key: str, uuid: str) -> Election:
    """The election of one box under the joint key. Raises KeyError for codes that are not the plan's, Malformed."""
    sealing = book.survey.sealing
    return Election(
        description=book.title.zh,
        name=name_of(book, unit, stratum),
        group=sealing.group.value,
        public_key=key,
        questions=form_of(book, unit),
        uuid=uuid,
        administrator=book.body(sealing.administrator).name.zh,
        credential_authority=book.body(sealing.registrar).name.zh,
    )
