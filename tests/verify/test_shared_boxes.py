"""Strata too small for a box of their own share one: one stratum in inputs and result, and the verifier sees it."""

import json
from collections.abc import Mapping

from pingyi.verify.finding import Check, Outcome
from tests.verify.test_bundle import changed, named, reasons, verified, wrong

Files = Mapping[str, bytes]


def test_a_shared_box_is_one_stratum_everywhere(with_shared_box: Files) -> None:
    strata = json.loads(with_shared_box["inputs.json"])["units"]["qinghe"]["strata"]
    assert list(strata) == ["institutes+enterprises"]
    own = strata["institutes+enterprises"]
    assert (own["members"], own["invited"], own["voters"], own["withheld"]) == (14, 11, 10, False)
    signed = json.loads(with_shared_box[named(with_shared_box, "freeze")])["content"]
    assert signed["cells"]["qinghe"] == {"institutes+enterprises": 11}
    assert signed["frames"]["qinghe"]["strata"]["institutes"] == {"members": 6, "drawn": 5}
    assert len([name for name in with_shared_box if name.endswith(".bel")]) == 3


def test_a_bundle_with_a_shared_box_holds(with_shared_box: Files) -> None:
    report = verified(with_shared_box)
    assert (report.outcome, wrong(report)) == (Outcome.HOLDS, {})


def test_another_way_of_sharing_is_found(with_shared_box: Files) -> None:
    def apart(value: dict) -> None:
        value["content"]["cells"]["qinghe"] = {"institutes": 5, "enterprises": 6}

    assert "content.cells.qinghe" in reasons(changed(with_shared_box, named(with_shared_box, "freeze"), apart))

    def smaller(value: dict) -> None:
        value["units"]["qinghe"]["strata"]["institutes+enterprises"]["members"] = 8

    assert "institutes+enterprises.members is" in reasons(changed(with_shared_box, "inputs.json", smaller))


def test_a_box_that_should_have_been_shared_is_found(with_shared_box: Files) -> None:
    def larger(value: dict) -> None:
        value["content"]["frames"]["qinghe"]["strata"]["institutes"]["drawn"] = 6

    files = changed(with_shared_box, named(with_shared_box, "freeze"), larger)
    assert "qinghe/institutes: 6 drawn, and there is no box" in reasons(files)
    assert Check.SAMPLE in wrong(verified(files))


def test_a_box_smaller_than_the_plan_allows_is_found(with_shared_box: Files) -> None:
    def smaller(value: dict) -> None:
        value["content"]["frames"]["qinghe"]["strata"]["institutes"]["drawn"] = 0
        value["content"]["frames"]["qinghe"]["strata"]["enterprises"]["drawn"] = 5

    files = changed(with_shared_box, named(with_shared_box, "freeze"), smaller)
    assert "qinghe/enterprises: 5 drawn, and a box needs 6" in reasons(files)
