"""Opening the boxes over HTTP: two of three are enough, and a wrong, foreign or repeated share is refused."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from pingyi.ceremonies import opening
from pingyi.records.box.queries import latest_setup, results_of
from pingyi.rules.mandate import Role
from tests import stage
from tests.desks.keys.conftest import Seat, trustees
from tests.hostile import bodies
from tests.sitting import OPENED, Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ClientOf = Callable[..., Client]


@pytest.fixture(scope="module")
def prepared(sitting_at: Callable[[str], Sitting]) -> Sitting:
    return sitting_at("summed")


@pytest.fixture
def sitting(prepared: Sitting, db: None, settings: Settings) -> Sitting:
    settings.CLOCK.set(OPENED)
    return prepared


@pytest.fixture
def cast(sitting: Sitting) -> object:
    """The people of that campaign."""
    return sitting.cast


@pytest.fixture
def seats(sitting: Sitting, client_of: ClientOf) -> list[Seat]:
    """The trustees of the key that the boxes are sealed for."""
    progress = latest_setup(stage.CODE)
    assert progress is not None
    made = trustees(sitting.cast, client_of)
    for seat in made:
        seat.ceremony = progress.name
    return made


def give(seat: Seat, uuid: str, share: bytes) -> tuple[int, str]:
    answer = seat.client.post(seat.address(f"decryptions/{uuid}"), share, content_type="application/json")
    return answer.status_code, answer.json().get("sentence", "")


def waiting(seat: Seat) -> dict[str, bool]:
    return {box["uuid"]: box["given"] for box in seat.client.get(seat.address("openings.json")).json()["boxes"]}


def test_two_of_three_open_every_box_though_the_third_has_lost_its_file(sitting: Sitting, seats: list[Seat]) -> None:
    for seat in (seats[0], seats[2]):
        shares = sitting.shares(seat.number)
        assert waiting(seat) == dict.fromkeys(shares, False)
        for uuid, share in shares.items():
            assert give(seat, uuid, share) == (201, "")
            assert give(seat, uuid, share) == (200, "")
        assert waiting(seat) == dict.fromkeys(shares, True)
        assert "您已开启 3 个票箱的份额，共 3 个" in seat.client.get("/keys/").content.decode()
    assert waiting(seats[1]) == dict.fromkeys(shares, False)
    opening.count(campaign=sitting.campaign, actor=sitting.director, at=OPENED)
    assert results_of(sitting.campaign.code)[sitting.box("linshan")]


def test_a_box_says_what_the_browser_must_check(sitting: Sitting, seats: list[Seat]) -> None:
    boxes = seats[1].client.get(seats[1].address("openings.json")).json()["boxes"]
    box = next(each for each in boxes if each["uuid"] == sitting.box("qinghe"))
    assert (box["owner"], box["minimum"]) == (2, 5)
    assert box["name"]["zh"].startswith("清河县科技局 · ")
    assert sitting.box("qinghe", "institutes") not in {each["uuid"] for each in boxes}


def test_wrong_shares_are_refused_with_the_trustees_name(sitting: Sitting, seats: list[Seat]) -> None:
    own, foreign = sitting.shares(1), sitting.shares(2)
    uuid, other = sitting.box("qinghe"), sitting.box("linshan")
    for share in (foreign[uuid], own[other]):
        status, said = give(seats[0], uuid, share)
        assert status == 409 and said.startswith("第 1 位密钥保管人（市科技评议办）")
    assert give(seats[0], uuid, b"[]")[0] == give(seats[0], uuid, b"")[0] == 400
    assert give(seats[0], "1" * 14, own[uuid])[0] == 404
    assert give(seats[0], uuid, own[uuid])[0] == 201
    again = sitting.shares(1)[uuid]
    assert again != own[uuid]
    status, said = give(seats[0], uuid, again)
    assert status == 409 and "已经交过份额" in said


def test_shares_made_offline_are_taken_all_or_none(sitting: Sitting, seats: list[Seat]) -> None:
    own, seat = sitting.shares(2), seats[1]

    def hand_in(shares: dict[str, bytes]) -> str:
        files = [SimpleUploadedFile(f"{uuid}.json", share) for uuid, share in shares.items()]
        return seat.client.post(seat.address("shares/"), {"shares": files}, follow=True).content.decode()

    assert "第 2 位密钥保管人" in hand_in(own | {sitting.box("donghu"): own[sitting.box("qinghe")]})
    assert not any(waiting(seat).values())
    assert "已收到 3 个票箱的份额" in hand_in(own)
    assert all(waiting(seat).values())


def test_only_trustees_open_and_only_with_a_second_factor(
    sitting: Sitting, seats: list[Seat], client_of: ClientOf
) -> None:
    for role in (Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.SUPERVISOR):
        client = client_of(role)
        assert client.get(seats[0].address("opening/")).status_code == 403
        address = seats[0].address(f"decryptions/{sitting.box('qinghe')}")
        assert client.post(address, b"{}", content_type="application/json").status_code == 403
    weak = client_of(Role.TRUSTEE, strong=False)
    assert weak.get(seats[0].address("opening/")).status_code == 302
    page = seats[0].client.get(seats[0].address("opening/")).content.decode()
    assert 'data-mode="opening"' in page and 'data-index="1"' in page


def test_no_body_brings_the_opening_down(sitting: Sitting, seats: list[Seat]) -> None:
    uuid, share = next(iter(sitting.shares(1).items()))
    for data in bodies(share):
        status, said = give(seats[0], uuid, data)
        assert 400 <= status < 500 and said, (status, data[:200])
    assert give(seats[0], uuid, share) == (201, "")
