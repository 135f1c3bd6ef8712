"""Names for the types of arrays in this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.object_]
Combine = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Turns sums of an encoder's parts, float32[m, p], into unit rows, float32[m, d]."""
Columns = dict[str, NDArray[np.float32]]
"""Feature -> its value for each candidate bead."""
