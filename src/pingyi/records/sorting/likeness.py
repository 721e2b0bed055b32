"""How alike texts are: by pairs of neighbouring characters, weighed by how rare they are (TF-IDF). It explains itself.

It runs here, knows nothing but the texts it is given, and decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEAST = 0.05
"""Below this a likeness says nothing: two texts of a language share some characters."""
SHOWN = 3
"""Pairs of characters that are named as the reason."""
ALIKE = 0.5
ROWS = 500
"""Texts compared with all others at a time, so that memory does not grow with their square."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text is most like, and the pairs of characters that speak for it most."""

    code: str
    because: tuple[str, ...]


def guess(text: str, described: Mapping[str, str]) -> Guess | None:
    """Which description a text is most like; None where none is like it at all."""
    codes = list(described)
    vectoriser = _vectoriser()
    known = vectoriser.fit_transform(described.values())
    asked = vectoriser.transform([text])
    likeness = (known @ asked.T).toarray().ravel()
    best = int(likeness.argmax())
    if likeness[best] < LEAST:
        return None
    shared = known[best].multiply(asked).toarray().ravel()
    names = vectoriser.get_feature_names_out()
    return Guess(codes[best], tuple(str(names[at]) for at in shared.argsort()[::-1][:SHOWN] if shared[at] > 0))


def groups(texts: Sequence[str]) -> list[list[int]]:
    """Texts that are alike, directly or by one between them: their places, the largest group first, none alone."""
    from scipy.sparse import coo_array, vstack
    from scipy.sparse.csgraph import connected_components

    if len(texts) < 2:
        return []
    known = _vectoriser().fit_transform(texts).tocsr()
    links = []
    for start in range(0, known.shape[0], ROWS):
        near = known[start : start + ROWS] @ known.T
        near.data[near.data < ALIKE] = 0
        near.eliminate_zeros()
        links.append(near)
    _many, labels = connected_components(coo_array(vstack(links)), directed=False)
    found: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        found.setdefault(int(label), []).append(place)
    return sorted((each for each in found.values() if len(each) > 1), key=lambda each: (-len(each), each))


def _vectoriser() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # a second to import: only where it is used

    return TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
