"""What the checks share: the configuration, the glossary, and the encoder that is loaded once, when first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from align.check.config import CheckConfig

if TYPE_CHECKING:
    from align.encode import PartsEncoder
    from align.facts.glossary import Term


@dataclass(frozen=True)
class Context:
    """Handed to every check."""

    config: CheckConfig = field(default_factory=CheckConfig)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The glossary, empty where none is configured."""
        from align.facts.glossary import load_glossary

        return load_glossary(self.config.glossary) if self.config.glossary else ()

    @cached_property
    def encoder(self) -> PartsEncoder:
        """The encoder that omission and addition measure similarity with."""
        from align.encode import load_encoder

        return load_encoder(self.config.encoder)
