"""What accounts show done: somebody holds every post, everybody has signed the prohibitions (R63, R80, R190)."""

from collections.abc import Collection, Iterator, Mapping

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.organisation.queries import Holding, holdings
from pingyi.rules.completion import Requirement, of_parts
from pingyi.rules.mandate.role import APPRAISED
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.completion import Completion, Record
from pingyi.rules.rulebook.organisation import Body, BodyKind, Post
from pingyi.rules.rulebook.words import Text

NAMES = {
    Record.FORMED: Text("已有人员到岗的岗位", "Posts that somebody holds"),
    Record.ACKNOWLEDGED: Text("已签署评议纪律的人员", "People who have signed the prohibitions"),
}
LEADING = frozenset({BodyKind.LEADING_GROUP, BodyKind.OFFICE})


def figures(
    campaign: CurrentCampaign, wanted: Mapping[Completion, Collection[str]]
) -> Mapping[Completion, Mapping[str, Requirement]]:
    """What is there of each of these, by who owes it: one query."""
    held = holdings(campaign.code)
    return {
        each: {owner: _requirement(each, owner, held, campaign.book) for owner in owners}
        for each, owners in wanted.items()
    }


def posts(book: Rulebook, unit: str) -> Iterator[tuple[Body, Post]]:
    """The posts of the leading group and its office, or of such bodies of a unit (""): those whose roles it grants."""
    level = _level(book, unit)
    for body in book.bodies:
        for post in body.posts:
            own = body.per_unit and body.level == level and post.role in APPRAISED
            if own if unit else body.kind in LEADING and not body.per_unit:
                yield body, post


def _requirement(asked: Completion, unit: str, held: Collection[Holding], book: Rulebook) -> Requirement:
    if asked.record is Record.ACKNOWLEDGED:
        people = [each for each in held if not unit or each.unit == unit]
        signed = {each.ref for each in people if each.signed}
        names = {each.ref: Text(each.name, each.name) for each in people}
        return of_parts(NAMES[Record.ACKNOWLEDGED], signed, names)
    roles = {str(each.role) for each in held if each.unit == unit}
    named = {str(post.role): _named(body, post) for body, post in posts(book, unit)}
    return of_parts(NAMES[Record.FORMED], roles, named)


def _named(body: Body, post: Post) -> Text:
    return Text(f"{body.name.zh}{post.name.zh}", f"{post.name.en} of {body.name.en}")


def _level(book: Rulebook, unit: str) -> str:
    """At which level the plan has the class of this unit."""
    own = next((each.unit_class for each in book.units if each.code.lower() == unit), "")
    return next((each.level for each in book.unit_classes if each.code == own), "")
