"""What all checks share: settings, glossary, encoder. The last two are loaded when first used."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from align.check.config import CheckConfig

if TYPE_CHECKING:
    from align.encode.interfaces import PartsEncoder
    from align.facts.glossary import Term


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


@lru_cache(maxsize=1)
def loaded_encoder(name: str) -> PartsEncoder:
    """Load an encoder once: the review page checks again after every edit. Raises AlignError."""
    from align.encode import load_encoder

    return load_encoder(name)
