"""The bundle, put together from what is on record once a result is released; nothing is written. Protocol bundle.

The site serves it file by file and whole, and `bundle` writes the same bytes into a folder.
"""

from collections.abc import Iterable, Iterator, Mapping

from pingyi.records.acts import queries as acts
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries as boxes
from pingyi.records.campaign import queries as campaigns
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import queries as journal
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.bundle import files as names
from pingyi.rules.bundle.minutes import Minutes, Signature
from pingyi.rules.bundle.readme import readme
from pingyi.rules.encoding import canonical


def files(campaign: CurrentCampaign, released: ReckoningView) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every file, name and bytes in pieces; the boards are streamed."""
    small = papers(campaign, released)
    yield names.INDEX, [index(campaign, small)]
    for name, data in small.items():
        yield name, [data]
    for box in boxes.boxes(campaign.code):
        yield names.board_file(box.uuid), boxes.pieces(box.uuid)
    for name, data in journal.files():
        yield f"journal/{name}", [data]


def papers(campaign: CurrentCampaign, released: ReckoningView) -> dict[str, bytes]:
    """All that is neither board nor journal: small, so made at once."""
    signed = [view for view in acts.all_of(campaign.code) if view.complete]
    salts = acts.salts(signed)
    minutes = [_minutes(view, salts) for view in signed]
    return {
        names.README: readme(campaign.book, released.digest).encode(),
        names.PLAN_TEXT: campaigns.plan_text(campaign).encode(),
        names.PLAN: canonical(campaign.book),
        names.INPUTS: canonical(released.inputs),
        names.RESULT: canonical(released.result),
        **{each.file: canonical(each) for each in minutes},
    }


def index(campaign: CurrentCampaign, papers: Iterable[str]) -> bytes:
    """The list that a reader by address asks for first."""
    boards = [names.board_file(box.uuid) for box in boxes.boxes(campaign.code)]
    restored = [names.RESTORATIONS] if journal.restorations() else []
    return names.index_of([*papers, *boards, names.CHECKPOINT, names.KEY, *restored])


def _minutes(view: ActView, salts: Mapping[tuple[int, str], str]) -> Minutes:
    signatures = sorted(view.signatures, key=lambda each: (each.at, each.party))
    return Minutes(
        number=view.pk,
        kind=view.kind,
        campaign=view.campaign_id,
        content=view.content,
        digest=view.digest,
        parties=view.parties,
        signatures=tuple(Signature(each.party, each.name, each.at, salts[view.pk, each.party]) for each in signatures),
        drawn_up_at=view.drawn_up_at,
    )
