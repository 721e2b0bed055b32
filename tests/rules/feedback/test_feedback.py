"""The record of a meeting, and the package whose file anybody can check."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pingyi.rules.feedback import (
    Attendance,
    Meeting,
    Package,
    Passage,
    as_it_came,
    ensure_recorded,
    ensure_stated,
    read_absent,
    read_present,
)
from pingyi.rules.feedback.errors import (
    AbsentUnexplained,
    NobodyPresent,
    NotAllRead,
    PlaceMissing,
    SpeakerAbsent,
    StatementMissing,
)
from pingyi.rules.refusal import Refusal

HELD = Meeting(
    held=datetime(2026, 8, 5, tzinfo=UTC),
    place="三楼会议室",
    team="评议组组长",
    present=(Attendance("吴定山", "局长"),),
    absent=(),
    read=(1, 2),
    speaker="吴定山",
    statement="全部认领，马上就改。",
)


def test_people_are_read_line_by_line() -> None:
    assert read_present("吴定山，局长\n\n郑若水、副局长") == (
        Attendance("吴定山", "局长"),
        Attendance("郑若水", "副局长"),
    )
    assert read_absent("邓秋实，副局长：省里培训") == (Attendance("邓秋实", "副局长", "省里培训"),)
    for line in ("邓秋实，副局长", "邓秋实："):
        with pytest.raises(AbsentUnexplained):
            read_absent(line)


@pytest.mark.parametrize(
    ("lacking", "refusal"),
    [
        (replace(HELD, place=" "), PlaceMissing),
        (replace(HELD, team=""), PlaceMissing),
        (replace(HELD, present=()), NobodyPresent),
        (replace(HELD, read=(1,)), NotAllRead),
        (replace(HELD, speaker="郑若水"), SpeakerAbsent),
    ],
)
def test_what_a_record_lacks(lacking: Meeting, refusal: type[Refusal]) -> None:
    ensure_recorded(HELD, [1, 2])
    with pytest.raises(refusal):
        ensure_recorded(lacking, [1, 2])


def test_without_a_statement_it_is_not_done() -> None:
    ensure_stated(HELD)
    for lacking in (replace(HELD, statement=" "), replace(HELD, speaker="")):
        ensure_recorded(lacking, [1, 2])
        with pytest.raises(StatementMissing):
            ensure_stated(lacking)


def test_the_file_of_a_package_has_its_digest_and_reads_back() -> None:
    package = Package("xk-2026", "qinghe", 1, "ab" * 32, (Passage(1, "C1.4", "跑了三趟。"), Passage(2, "C3.1", "", 4)))
    assert hashlib.sha256(package.write()).hexdigest() == package.digest
    assert Package.read(package.write().decode()) == package
    assert replace(package, salt="cd" * 32).digest != package.digest


@pytest.mark.parametrize(
    ("masked", "original", "same"),
    [
        ("跑了三趟。", "跑了三趟。", True),
        ("我叫〔隐去：身份信息〕，跑了三趟。", "我叫吴定山，跑了三趟。", True),
        ("〔隐去：身份信息〕跑了三趟。", "跑了三趟。", False),
        ("跑了两趟。", "跑了三趟。", False),
        ("跑了〔隐去：身份信息〕。", "跑了三趟", False),
    ],
)
def test_a_mask_hides_and_changes_nothing(masked: str, original: str, same: bool) -> None:
    assert as_it_came(masked, original) is same
