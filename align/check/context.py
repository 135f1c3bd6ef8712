"""What all checks share: settings, glossary, encoder. The last two are loaded when first used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from align.check.config import CheckConfig

if TYPE_CHECKING:
    from align.encode.cache import CachedParts
    from align.encode.interfaces import PartsEncoder
    from align.facts.glossary import Term
    from align.model import Alignment, BeadLinks


@dataclass(frozen=True)
class Context:
    """Every check gets this."""

    config: CheckConfig = field(default_factory=CheckConfig)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the glossary; empty if none is set. Raises InputError, FormatError."""
        from align.facts.glossary import load_glossary

        return load_glossary(self.config.glossary) if self.config.glossary else ()

    @cached_property
    def encoder(self) -> PartsEncoder:
        """The encoder with which omission and addition compare sentences. Raises AlignError."""
        return loaded_encoder(self.config.encoder)

    @cached_property
    def parts(self) -> CachedParts:
        """The vectors of texts, each computed once, and not at all if `align run` computed it. Raises AlignError."""
        from align.encode.cache import CachedParts, cache_folder

        return CachedParts(self.encoder, cache_folder())

    def linked(self, alignment: Alignment) -> Alignment:
        """The alignment with the word links of all beads: those that it holds, else new ones, made once."""
        if alignment.word_links is not None:
            return alignment
        known = self._linked.get(id(alignment))
        if known is None:
            from align.words.of_alignment import with_word_links

            known = self._linked[id(alignment)] = alignment, with_word_links(alignment, self.parts)
        return known[1]

    @cached_property
    def _linked(self) -> dict[int, tuple[Alignment, Alignment]]:
        return {}

    def word_links(self, alignment: Alignment, keys: Collection[str]) -> Mapping[str, BeadLinks]:
        """Return the word links of these beads by content key: those that are known, and new ones.

        Without encoder, nothing is linked anew.
        """
        known = self._linked.get(id(alignment))
        held = (known[1] if known else alignment).word_links or {}
        new = [number for number, key in enumerate(alignment.keys) if key in keys and key not in held]
        if not new or not self.config.encoder:
            return held
        from align.words.of_alignment import with_word_links

        return {**held, **(with_word_links(alignment, self.parts, only=frozenset(new)).word_links or {})}


@lru_cache(maxsize=1)
def loaded_encoder(name: str) -> PartsEncoder:
    """Load an encoder once: the review page checks again after every edit. Raises AlignError."""
    from align.encode import load_encoder

    return load_encoder(name)
