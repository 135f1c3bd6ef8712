"""The cosine of every source segment with every target segment, by the default encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.pipeline import load_aligner
from align.score.encoded_side import encode_side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.model import Alignment


def similarity(alignment: Alignment) -> NDArray[np.float64]:
    """Return float64[source segments, target segments].

    Sentences that were read before come from the cache.
    """
    parts = load_aligner().parts
    source, target = (encode_side(side, parts).vectors() for side in (alignment.source, alignment.target))
    cosines: NDArray[np.float64] = source @ target.T
    return cosines
