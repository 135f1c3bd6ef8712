"""What was said about each bead now, also about the beads that an edit put together, split or cut to make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from align.history.pair_state import PairState
from align.history.stale import says_something
from align.model import Verdict


def spoken(state: PairState, viewer: str = "") -> dict[str, tuple[Verdict, ...]]:
    """The verdicts that `viewer` may see by content key of the beads now, oldest first.

    Hold the state's lock.

    What was said about a bead that an edit replaced comes as a comment on the bead that holds its
    first segment: a decision and a correction were about another text.
    """
    found: dict[str, dict[int, Verdict]] = {}
    for key in state.keys:
        if own := state.visible(key, viewer):
            found[key] = dict(own)
    for key, seq, verdict in replaced(state, viewer):
        said = " → ".join(part for part in (verdict.comment, verdict.target_text, verdict.source_text) if part)
        comment = replace(verdict, bead=key, decision="", comment=said, target_text=None, source_text=None)
        found.setdefault(key, {})[seq] = comment
    return {key: tuple(verdict for _, verdict in sorted(several.items())) for key, several in found.items()}


def replaced(state: PairState, viewer: str = "") -> Iterator[tuple[str, int, Verdict]]:
    """Comments and corrections on beads that an edit replaced: the bead now, seq, verdict."""
    for key in sorted(state.regrouped - state.place_of_key.keys()):
        said = [(seq, one) for seq, one in state.visible(key, viewer).items() if says_something(one)]
        if said and (holder := state.holder_of(key)):
            yield from ((holder, seq, one) for seq, one in said)
