"""The joint sitting of a rehearsal: the boxes are added up, opened by the trustees, and counted."""

from datetime import datetime

from pingyi.ceremonies import opening
from pingyi.records.acts import queries as acts
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rehearsal.cast import People
from pingyi.rules.acts.kind import COUNT, OPENING
from pingyi.rules.ballot.group import Randomness
from pingyi.rules.ballot.tally import decrypt_share
from pingyi.rules.mandate import Role


def add_up(campaign: CurrentCampaign, people: People, at: datetime) -> ActView:
    """All parties are present and sign what goes in: the sealed ballots are added up."""
    director = people.actor(Role.OFFICE_DIRECTOR)
    laid = opening.convene(campaign=campaign, actor=director, at=at)
    for party in OPENING.parties:
        laid = opening.sign_inputs(campaign=campaign, digest=laid.digest, actor=people.actor(party), at=at)
    opening.finish(campaign=campaign, actor=director, at=at)
    return laid


def shares_of(campaign: CurrentCampaign, private: int, draw: Randomness) -> dict[str, bytes]:
    """What the trustee with this private key sends for every box that may be opened."""
    return {
        uuid: decrypt_share(inputs.election, inputs.tally, private, draw).serialised
        for uuid, inputs in queries.openings(campaign.code)
    }


def give(campaign: CurrentCampaign, people: People, seat: int, private: int, draw: Randomness, at: datetime) -> int:
    """The trustee in this seat (from 1) gives the shares; answers how many boxes can be counted now."""
    trustee = people.actor(Role.TRUSTEE, campaign.book.survey.sealing.trustees[seat - 1])
    shares = shares_of(campaign, private, draw)
    return opening.give_shares(campaign=campaign, shares=shares, actor=trustee, at=at)


def count(campaign: CurrentCampaign, people: People, at: datetime) -> ActView:
    """The server counts to the end; the counts lie before all parties."""
    director = people.actor(Role.OFFICE_DIRECTOR)
    opening.count(campaign=campaign, actor=director, at=at)
    opening.finish(campaign=campaign, actor=director, at=at)
    laid = acts.latest(campaign.code, COUNT.code)
    if laid is None:
        raise RuntimeError("the boxes were not counted to the end")
    return laid


def sign_count(campaign: CurrentCampaign, people: People, laid: ActView, at: datetime) -> ActView:
    """All parties have counted anew, come to the same, and sign it."""
    recount = laid.content["counts_digest"]
    for party in COUNT.parties:
        signer = people.actor(party)
        laid = opening.sign_count(campaign=campaign, digest=laid.digest, recount=recount, actor=signer, at=at)
    return laid
