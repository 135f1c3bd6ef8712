"""How much of a file its reader left out, as warnings with figures."""

from __future__ import annotations

from collections import Counter

from align.read.blocks import OTHER_FILE, UNSEEN, RawDocument, letters

_MOST_LEFT_OUT = 0.1
"""The share of the visible characters above which the user is told."""

_LEAST_TOLD = 0.005
"""The share from which a reason is named."""
_MOST_UNEXPLAINED = 0.02
_MOST_NAMED = 4
"""Files that a warning names."""
_FEWEST = 20
"""Characters. Less than this without a reason is rounding: a sign that a reader adds or drops."""


def loss_warnings(reading: RawDocument) -> tuple[str, ...]:
    """A line that names the files which the text shows and which are not read, and a line on what is left out."""
    return (*_other_files(reading), *_left_out(reading))


def _other_files(reading: RawDocument) -> tuple[str, ...]:
    names = [part.text for part in reading.left_out if part.reason == OTHER_FILE]
    if not names:
        return ()
    shown = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    what = "another file, which is" if len(names) == 1 else f"{len(names)} other files, which are"
    return (f"asks for {what} not read: {shown}; give one file with all text",)


def _left_out(reading: RawDocument) -> tuple[str, ...]:
    """One line if much of what a person sees is in no block, with the shares and reasons."""
    if not reading.visible:
        return ()
    reasons: Counter[str] = Counter()
    for part in reading.left_out:
        if part.reason not in UNSEEN:
            reasons[part.reason] += letters(part.text)
    unexplained = unexplained_characters(reading)
    if unexplained > max(_FEWEST, _MOST_UNEXPLAINED * reading.visible):
        reasons["no known reason"] = unexplained
    lost = sum(reasons.values())
    if lost <= _MOST_LEFT_OUT * reading.visible and not reasons["no known reason"]:
        return ()
    told = [(reason, count) for reason, count in reasons.most_common(4) if count >= _LEAST_TOLD * reading.visible]
    shares = ", ".join(f"{reason} {count / reading.visible:.0%}" for reason, count in told)
    return (
        f"{min(1.0, lost / reading.visible):.0%} of the visible text is left out ({shares}); "
        "`align show --left-out` prints it",
    )


def unexplained_characters(reading: RawDocument) -> int:
    """The visible characters that are neither in a block nor among what was left out; never negative."""
    kept = sum(letters(block.text) for block in reading.blocks)
    known = sum(letters(part.text) for part in reading.left_out if part.reason not in UNSEEN)
    return max(0, reading.visible - kept - known)
