"""The published bundle as a folder: the same files, byte for byte, as the site serves (docs/protocol/bundle.md)."""

from pathlib import Path

from pingyi.ceremonies.bundle import files
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.results.errors import NoReckoning
from pingyi.records.results.queries import released


def write_bundle(campaign: CurrentCampaign, folder: Path) -> None:
    """Write a released campaign's bundle. Raises NoReckoning before the release."""
    result = released(campaign.code)
    if result is None:
        raise NoReckoning
    for name, pieces in files(campaign, result):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(pieces)
