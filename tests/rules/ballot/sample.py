"""Small boxes of our own, complete with every secret, at every stage of their life."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pingyi.rules.ballot.box import (
    Running,
    Setup,
    append_result,
    append_share,
    append_tally,
    close_box,
    open_box,
)
from pingyi.rules.ballot.credential import new_code, new_token, public_credential
from pingyi.rules.ballot.form import Election, Question
from pingyi.rules.ballot.group import Randomness, group_named, random_scalar
from pingyi.rules.ballot.key import make_trustee_key
from pingyi.rules.ballot.pedersen import Pedersen
from pingyi.rules.ballot.seal import Ballot, make_ballot
from pingyi.rules.ballot.setup import (
    Place,
    make_certificate,
    make_parameters,
    make_polynomial,
    make_vinput,
    make_voutput,
    new_seed,
    open_key,
)
from pingyi.rules.ballot.tally import decrypt_share, open_tally
from pingyi.rules.ballot.trustee import Single, Trustees, joint_key

TIMESTAMP = 1795432032
QUESTIONS = (
    Question("总体评价", ("优秀", "满意", "不满意")),
    Question('是否有人"暗示"您如何作答 \\ ?', ("没有", "有")),
)


@dataclass(frozen=True)
class Sample:
    """A box with its secrets: private keys by owner, codes of the respondents."""

    setup: Setup
    keys: Mapping[int, int]
    codes: Sequence[str]
    randomness: Randomness

    def ballot(self, voter: int, ticks: Sequence[int]) -> Ballot:
        """The ballot that a respondent makes."""
        return make_ballot(self.setup.election, self.codes[voter], ticks, self.randomness)

    def stages(self, votes: Sequence[tuple[int, Sequence[int]]], openers: Sequence[int]) -> Iterator[bytes]:
        """The board when just opened, with ballots, closed, added up, after each share, with the result."""
        setup, election = self.setup, self.setup.election
        opened = open_box(setup, TIMESTAMP)
        running, board = Running.start(setup, opened), opened.data
        yield board
        last: dict[int, Ballot] = {}
        for voter, ticks in votes:
            ballot = self.ballot(voter, ticks)
            running, added = running.accept(setup, ballot, TIMESTAMP, replaced=last.get(voter))
            last[voter] = ballot
            board += added
        yield board
        closed = close_box(running.head, TIMESTAMP)
        yield (board := board + closed.data)
        appended = append_tally(closed.head, running.tally, running.counted, TIMESTAMP)
        yield (board := board + appended.data)
        shares = {}
        for owner in openers:
            shares[owner] = decrypt_share(election, running.tally, self.keys[owner], self.randomness)
            appended = append_share(appended.head, owner, shares[owner], TIMESTAMP)
            yield (board := board + appended.data)
        result = open_tally(election, setup.trustees, running.tally, shares, running.counted)
        yield board + append_result(appended.head, result, TIMESTAMP).data


def sample(
    group: str, trustees: Sequence[str], voters: int, randomness: Randomness, questions: Sequence[Question] = QUESTIONS
) -> Sample:
    """A box whose trustees are "single" or "pedersen" (2 of 3)."""
    entries: list[Single | Pedersen] = []
    keys: dict[int, int] = {}
    for kind in trustees:
        entry, secrets = (single if kind == "single" else pedersen)(group, randomness)
        entries.append(entry)
        for secret in secrets:
            keys[len(keys) + 1] = secret
    election = form(group, tuple(entries), questions, randomness)
    codes = [new_code(randomness) for _ in range(voters)]
    credentials = frozenset(public_credential(election.arithmetic, election.uuid, code) for code in codes)
    return Sample(Setup(election, tuple(entries), credentials), keys, codes, randomness)


def form(
    group: str, trustees: Trustees, questions: Sequence[Question], randomness: Randomness, uuid: str = ""
) -> Election:
    """An election for these trustees."""
    return Election(
        description="群众满意度测评",
        name="甲县科技局",
        group=group,
        public_key=joint_key(group_named(group), trustees),
        questions=tuple(questions),
        uuid=uuid or new_token(14, randomness),
        administrator="市评议办",
        credential_authority="市统计局",
    )


def single(group: str, randomness: Randomness) -> tuple[Single, list[int]]:
    """One mandatory trustee and its private key."""
    arithmetic = group_named(group)
    secret = random_scalar(arithmetic.order, randomness)
    return Single(make_trustee_key(arithmetic, secret, randomness)), [secret]


def pedersen(group: str, randomness: Randomness, size: int = 3, threshold: int = 2) -> tuple[Pedersen, list[int]]:
    """n trustees of whom k open, through every message of the set-up, and their private keys."""
    arithmetic = group_named(group)
    places = [Place(group, size, threshold, index) for index in range(1, size + 1)]
    seeds = [new_seed(randomness) for _ in places]
    who = list(zip(places, seeds, strict=True))
    certs = [make_certificate(place, seed, randomness) for place, seed in who]
    polynomials = [make_polynomial(place, seed, certs, randomness) for place, seed in who]
    voutputs = [
        make_voutput(place, seed, certs, make_vinput(polynomials, place.index), randomness) for place, seed in who
    ]
    entry = make_parameters(arithmetic, threshold, certs, polynomials, voutputs)
    sealed = [voutput.private_key for voutput in voutputs]
    return entry, [open_key(arithmetic, entry, at, seeds[at - 1], sealed[at - 1]) for at in range(1, size + 1)]
