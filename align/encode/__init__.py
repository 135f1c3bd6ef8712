"""Text -> vectors: one encoder a file, behind one table.

An encoder turns each sentence into *parts*: a row whose sums stand for concatenations. `combine`
turns sums of parts into unit vectors. So a sentence is encoded once, and the vector of any run of
sentences costs one small product.
"""

from __future__ import annotations

from importlib import import_module

from align.encode.interfaces import Encoder, PartsEncoder, Progress
from align.errors import UsageError

__all__ = ["ENCODERS", "Encoder", "PartsEncoder", "Progress", "check_name", "load_encoder"]

ENCODERS = {
    "use": "align.encode.use",
    "st": "align.encode.sentence_transformers",
    "openai": "align.encode.openai",
}
"""Name -> module with `load(argument: str) -> Encoder`; of `st:NAME`, NAME is the argument."""


def check_name(name: str) -> tuple[str, str]:
    """Return kind and argument of an encoder's name on the command line: "st:NAME" -> ("st", "NAME").

    Raises UsageError for a kind that is not in the table, and for an argument of `use`. Loads
    nothing.
    """
    kind, _, argument = name.partition(":")
    if kind not in ENCODERS:
        raise UsageError(f"no encoder {name!r}", cure=f"use one of {', '.join(ENCODERS)}")
    if kind == "use" and name != kind:
        raise UsageError("the encoder use takes no argument", place=f"--encoder {name}", cure="write --encoder use")
    return kind, argument


def load_encoder(name: str = "use") -> PartsEncoder:
    """Load an encoder by its name on the command line.

    Raises UsageError, and what its module's `load` raises.
    """
    kind, argument = check_name(name)
    encoder = import_module(ENCODERS[kind]).load(argument)
    if isinstance(encoder, PartsEncoder):
        return encoder
    from align.encode.parts import SummedParts

    return SummedParts(encoder)
