"""Whether places can still be filled when somebody may take one of several, each sitting once. Protocol people §3."""

from collections.abc import Collection, Sequence


class Seats:
    """Places in order, and of each who may take it; a way to fill them all is kept, and mended as people are seated.

    `open`: the first place that nobody is left for, None when all can be filled.
    """

    def __init__(self, able: Sequence[Collection[str]]) -> None:
        self._able = able
        self._sits: dict[int, str] = {}
        self._place: dict[str, int] = {}
        self._fixed: set[str] = set()
        self.open = next((seat for seat in range(len(able)) if not self._filled(seat)), None)

    def seat(self, seat: int, code: str) -> bool:
        """Seat somebody for good; False, and nothing is changed, where some other place would stay empty then."""
        before, other = self._sits[seat], self._place.get(code)
        if other != seat:
            self._sits[seat], self._place[code] = code, seat
            del self._place[before]
        self._fixed.add(code)
        if other in (None, seat) or self._filled(other):
            return True
        self._fixed.remove(code)
        self._sits |= {seat: before, other: code}
        self._place |= {before: seat, code: other}
        return False

    def _filled(self, seat: int) -> bool:
        """Fill a place, letting others move: the shortest chain of moves to somebody who sits nowhere."""
        came: dict[str, int] = {}
        queue = [seat]
        for here in queue:
            for code in self._able[here]:
                if code in came or code in self._fixed:
                    continue
                came[code] = here
                if code not in self._place:
                    self._move(seat, code, came)
                    return True
                queue.append(self._place[code])
        return False

    def _move(self, seat: int, code: str, came: dict[str, int]) -> None:
        while True:
            here = came[code]
            before = self._sits.get(here)
            self._sits[here], self._place[code] = code, here
            if here == seat or before is None:
                return
            code = before
