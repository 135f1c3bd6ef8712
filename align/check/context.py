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
        """The vectors of texts, each computed once, and not at all if `align run` computed it.

        Raises AlignError.
        """
        from align.encode.cache import CachedParts, cache_folder

        return CachedParts(self.encoder, cache_folder())

    def word_links(self, alignment: Alignment, keys: Collection[str]) -> Mapping[str, BeadLinks]:
        """Return the word links of these beads by content key: those that it holds, else new ones, made once.

        Without encoder, nothing is linked anew.
        """
        held = dict(alignment.word_links or {})
        made = self._made.setdefault(id(alignment), (alignment, {}))[1]
        new = [
            number
            for number, key in enumerate(alignment.keys)
            if key in keys and key not in held and key not in made and not alignment.beads[number].is_null
        ]
        if new and self.config.encoder:
            from align.words.of_alignment import with_word_links

            linked = with_word_links(alignment, self.parts, only=frozenset(new), terms=self.terms)
            made.update(linked.word_links or {})
        return {**held, **made}

    @cached_property
    def _made(self) -> dict[int, tuple[Alignment, dict[str, BeadLinks]]]:
        """The links that were made, by the id of the alignment, which is kept so that the id stays its own."""
        return {}


@lru_cache(maxsize=1)
def loaded_encoder(name: str) -> PartsEncoder:
    """Load an encoder once: the review page checks again after every edit. Raises AlignError."""
    from align.encode import load_encoder

    return load_encoder(name)
