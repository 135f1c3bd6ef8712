"""Our own aligner as a job: every document of a set, CPU seconds of encoding and of all the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.corpus import samples
from tests.bench.worker import Meter

METERED = ("encode", "parts", "pieces", "combine")


class MeteredEncoder:
    """An encoder whose CPU seconds are counted apart."""

    def __init__(self, encoder: Any, meter: Meter) -> None:
        self._encoder, self._meter = encoder, meter
        self.name, self.signature, self.dim = encoder.name, encoder.signature, encoder.dim

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._encoder, name)
        return self._metered(found) if name in METERED else found

    def _metered(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def metered(*arguments: Any) -> Any:
            with self._meter("encode"):
                return call(*arguments)

        return metered


def run(folder: str, documents: int = 0, encoder: str = "use", save: str = "") -> dict[str, Any]:
    """Align the set; the result holds seconds, signature and a native file a document in `save`."""
    from align import native
    from align.encode import load_encoder
    from align.pipeline import PairAligner
    from align.segment import read_document

    meter = Meter()
    with meter("load"):
        aligner = PairAligner(MeteredEncoder(load_encoder(encoder), meter))
        aligner_warm_up(aligner)
    warm = dict(meter.seconds)
    chosen = samples(Path(folder), documents)
    for sample in chosen:
        with meter("align"):
            source, target = (
                read_document(sample.folder / f"{sample.name}.{lang}", lang, id=sample.name, lines=True)
                for lang in ("ja", "en")
            )
            alignment = aligner.align(source, target)
        native.save(alignment, Path(save) / f"{sample.name}{native.SUFFIX}")
    seconds = {name: value - (warm.get(name, 0.0) if name != "load" else 0.0) for name, value in meter.seconds.items()}
    return {"seconds": seconds, "signature": aligner.signature, "documents": len(chosen)}


def aligner_warm_up(aligner: Any) -> None:
    """Import and allocate all that the first alignment needs, so that it is not charged to the first document."""
    from align.model import Document, Segment

    texts = {"ja": ["第1条", "両大臣は会談を行った。", "以上"], "en": ["Article 1", "The ministers met.", "End"]}
    sides = [
        Document("warm-up", lang, tuple(Segment(index, text) for index, text in enumerate(lines)))
        for lang, lines in texts.items()
    ]
    aligner.align(*sides)
