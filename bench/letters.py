"""How long 1,000 letters take: from codes to one PDF, in this process. Promise: less than 60 seconds."""

import secrets
import time
from datetime import datetime

from pingyi.printing.codes import Coded
from pingyi.printing.letter import Matter, typeset
from pingyi.rules.ballot.registrar import make_codes

LETTERS, PROMISED = 1_000, 60
ADDRESS, BOX, UNIT = "https://pingyi.example/vote/", "8NCi512nTea7hg", ("清河县科技局", "科技企业")


def main() -> None:
    """Print the time."""
    matter = Matter(
        title="县（市、区）科技局群众满意度调查问卷",
        issuer="市统计局",
        organiser="市科技评议办",
        address=ADDRESS,
        opens=datetime.fromisoformat("2026-07-11T00:00:00+08:00"),
        closes=datetime.fromisoformat("2026-07-26T00:00:00+08:00"),
        bundle="0" * 64,
        trustees=3,
        threshold=2,
        telephone="0000-0000000",
    )
    started = time.perf_counter()
    people = [
        Coded(
            BOX, "清河县科技局", "科技企业", f"K-{number}", f"受访者{number}", "云州市清河县科技大道128号", code, link
        )
        for number, code in enumerate(make_codes(LETTERS, secrets.token_bytes), 1)
        for link in [f"{ADDRESS}#{BOX}.{code}"]
    ]
    document = typeset(matter, people)
    seconds = time.perf_counter() - started
    print(f"letters: {LETTERS} in {seconds:.1f} s, {len(document) / 1e6:.1f} MB (promised: under {PROMISED} s)")


if __name__ == "__main__":
    main()
