"""The form that respondents fill in: one election, its questions, its bytes, its fingerprint. Protocol form.

Public: Question, Election, read_election, write_credentials, read_credentials.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pingyi.rules.ballot.credential import BASE58
from pingyi.rules.ballot.errors import Malformed
from pingyi.rules.ballot.group import Group, group_named
from pingyi.rules.encoding import NotCanonical, base64_unpadded, compact, read_compact

_UUID = re.compile(f"[{BASE58}]{{14,}}")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of which exactly one answer is ticked (Protocol form §2)."""

    question: str
    answers: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.answers) < 2:
            raise Malformed("a question needs at least two answers")
        for text in (self.question, *self.answers):
            _refuse_control(text)

    def shape(self) -> dict[str, Any]:
        """The JSON object of this question."""
        return {"answers": list(self.answers), "min": 1, "max": 1, "question": self.question}


@dataclass(frozen=True)
class Election:
    """One box's public description; everything a ballot is sealed for (Protocol form §1). Raises Malformed."""

    description: str
    name: str
    group: str
    public_key: str
    questions: tuple[Question, ...]
    uuid: str
    administrator: str
    credential_authority: str
    version: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        if not _UUID.fullmatch(self.uuid):
            raise Malformed("a box number has at least 14 Base58 letters")
        if not self.questions:
            raise Malformed("a form needs at least one question")
        for text in (self.description, self.name, self.administrator, self.credential_authority):
            _refuse_control(text)
        self.arithmetic.decode(self.public_key)

    @cached_property
    def arithmetic(self) -> Group:
        """The group in which this box computes."""
        return group_named(self.group)

    @cached_property
    def serialised(self) -> bytes:
        """The one spelling of this election, as the board carries it (Protocol form §1)."""
        return compact(
            {
                "version": self.version,
                "description": self.description,
                "name": self.name,
                "group": self.group,
                "public_key": self.public_key,
                "questions": [question.shape() for question in self.questions],
                "uuid": self.uuid,
                "administrator": self.administrator,
                "credential_authority": self.credential_authority,
            }
        )

    @cached_property
    def fingerprint(self) -> str:
        """φ: Base64 without padding of the SHA-256 of `serialised` (Protocol form §3)."""
        return base64_unpadded(hashlib.sha256(self.serialised).digest())


_KEYS = ["version", "description", "name", "group", "public_key", "questions", "uuid", "administrator"]
_KEYS.append("credential_authority")


def read_election(data: bytes) -> Election:
    """The election whose bytes these are. Raises Malformed, NotAnElement (Protocol form §1)."""
    shape = read_json(data, "an election")
    if not isinstance(shape, dict) or list(shape) != _KEYS:
        raise Malformed(f"an election has the keys {', '.join(_KEYS)} in this order and no other")
    if type(shape["version"]) is not int or shape["version"] != 1:
        raise Malformed("only version 1 of the protocol is spoken here")
    texts = {key: shape[key] for key in _KEYS if key not in ("version", "questions")}
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(shape["questions"], list):
        raise Malformed("an election's descriptions are texts and its questions a list")
    return Election(questions=tuple(_read_question(question) for question in shape["questions"]), **texts)


def _read_question(shape: Any) -> Question:
    if not isinstance(shape, dict) or list(shape) != ["answers", "min", "max", "question"]:
        raise Malformed("a question has the keys answers, min, max, question in this order and no other")
    answers, low, high = shape["answers"], shape["min"], shape["max"]
    if (low, high) != (1, 1) or bool in (type(low), type(high)):
        raise Malformed("every question of ours takes exactly one tick: min and max are 1")
    if not isinstance(answers, list) or not all(isinstance(text, str) for text in [*answers, shape["question"]]):
        raise Malformed("a question and its answers are texts")
    return Question(shape["question"], tuple(answers))


def write_credentials(credentials: Iterable[str]) -> bytes:
    """The board's list of public credentials, sorted so that its order tells nothing (Protocol form §4)."""
    return compact(sorted(credentials))


def read_credentials(group: Group, data: bytes) -> frozenset[str]:
    """The credentials a box accepts, each checked to be an element (Protocol form §4).

    Raises Malformed for repetitions and anything but texts, NotAnElement.
    """
    shape = read_json(data, "a list of credentials")
    if not isinstance(shape, list) or not all(isinstance(text, str) for text in shape):
        raise Malformed("public credentials are a list of texts")
    for text in shape:
        group.decode(text)
    credentials = frozenset(shape)
    if len(credentials) != len(shape):
        raise Malformed("a public credential is listed twice")
    return credentials


def read_json(data: bytes, what: str) -> Any:
    """The value whose only compact spelling is `data`. Raises Malformed, naming `what` was expected."""
    try:
        return read_compact(data)
    except NotCanonical as error:
        raise Malformed(f"{what} must be compact JSON: {error}") from error


def _refuse_control(text: str) -> None:
    if _CONTROL.search(text):
        raise Malformed("names, questions and answers hold no control characters")
