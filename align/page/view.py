"""What the page is told: pairs, beads, verdicts and changes as plain JSON values."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from align.history.agreement import Agreement, agreements
from align.history.changes import Change
from align.history.pair_state import Delta, Desk
from align.history.stale import StaleVerdict
from align.model import Bead, Document, Finding, Verdict

Json = dict[str, Any]

RISK = {"error": 0.5, "warning": 0.2, "hint": 0.05}
"""How much a finding adds to the fear that something is wrong with a bead."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a pair stands."""

    beads: int
    decided: int
    decisions: Mapping[str, int]
    doubt: float
    """Beads expected to be paired wrongly among the undecided ones."""
    left_out: int
    added: int
    second_opinions: int
    """Beads that need a fix and that one person only has looked at."""
    reviewers: tuple[str, ...]
    agreements: tuple[Agreement, ...]

    @property
    def share(self) -> float:
        """Decided beads over all, 1 for an empty pair."""
        return self.decided / self.beads if self.beads else 1.0


def progress(desk: Desk) -> Progress:
    """Count the pair's beads by decision."""
    decisions: Counter[str] = Counter()
    opinions: dict[str, dict[str, str]] = {}
    doubt, second = 0.0, 0
    for bead, key in zip(desk.beads, desk.keys, strict=True):
        if key in desk.verdicts and (decision := desk.decision(key)):
            decisions[decision] += 1
            opinions[key] = desk.opinions(key)
            second += decision == "needs-fix" and len(opinions[key]) == 1
        else:
            doubt += 1 - bead.probability
    return Progress(
        beads=len(desk.beads),
        decided=sum(decisions.values()),
        decisions=decisions,
        doubt=doubt,
        left_out=sum(not bead.target for bead in desk.beads),
        added=sum(not bead.source for bead in desk.beads),
        second_opinions=second,
        reviewers=tuple(sorted({name for by_name in opinions.values() for name in by_name})),
        agreements=tuple(agreements(opinions)),
    )


def progress_json(found: Progress) -> Json:
    """As the page wants it."""
    return {**asdict(found), "decisions": dict(found.decisions), "share": found.share}


def doubt(desk: Desk, bead: Bead, findings: Sequence[Finding]) -> float:
    """Expected error × weight: what the worst-first queue sorts by. The weight is the root of the bead's length."""
    right = bead.probability
    for finding in findings:
        right *= 1 - RISK[finding.severity]
    source, target = desk.texts((bead.source, bead.target))
    return (1 - right) * math.sqrt(sum(map(len, source)) * 2 + sum(map(len, target)))


def pair_json(desk: Desk) -> Json:
    """Everything that the page of one pair starts from. Long, but told once."""
    return {
        "id": desk.id,
        "seq": desk.seq,
        "source": document_json(desk.base.source),
        "target": document_json(desk.base.target),
        "beads": [bead_json(bead, key) for bead, key in zip(desk.beads, desk.keys, strict=True)],
        "verdicts": {
            key: verdicts_json(found) for key, found in desk.verdicts.items() if key in desk.place_of_key and found
        },
    }


def document_json(document: Document) -> Json:
    """One side's segments: text `t`, kind `k`, level `l`, marker `m`, origin `o`; short names, there are many."""
    return {
        "lang": document.lang,
        "title": document.title,
        "status": document.origin.status,
        "place": document.origin.place,
        "segments": [
            {"t": one.text, "k": one.kind}
            | ({"l": one.level} if one.level else {})
            | ({"m": one.marker} if one.marker else {})
            | ({"o": one.origin} if one.origin else {})
            for one in document.segments
        ],
    }


def bead_json(bead: Bead, key: str) -> Json:
    """One bead: source `s`, target `t`, probability `p`, content key `k`; `x`: it crosses, `h`: who made it by hand."""
    body: Json = {"s": bead.source, "t": bead.target, "p": round(bead.probability, 4), "k": key}
    if bead.crosses:
        body["x"] = 1
    if bead.locked:
        body["l"] = 1
    if bead.evidence and bead.evidence[0].name == "hand":
        body["h"] = bead.evidence[0].detail
    return body


def verdicts_json(found: Mapping[int, Verdict]) -> list[Json]:
    """A bead's verdicts in force, oldest first."""
    return [
        {"seq": seq}
        | {
            name: value
            for name, value in asdict(verdict).items()
            if name != "bead" and (value not in (None, "") or name == "decision")
        }
        for seq, verdict in found.items()
    ]


def delta_json(desk: Desk, delta: Delta) -> Json:
    """What one change means for a page that shows the pair."""
    body: Json = {"seq": delta.seq, "reviewer": delta.reviewer}
    if delta.remove or delta.beads:
        body["splice"] = [delta.at, delta.remove, [bead_json(bead, key) for bead, key in delta.beads]]
        shown = {key for _, key in delta.beads} & desk.verdicts.keys()
        body["verdicts"] = {key: verdicts_json(desk.verdicts[key]) for key in shown}
    if delta.touched:
        body["verdicts"] = {key: verdicts_json(desk.verdicts.get(key, {})) for key in delta.touched}
    if delta.dismissed:
        body["dismissed"] = True
    if delta.reload:
        body["reload"] = True
    return body


def deltas_json(desk: Desk, since: int) -> Json:
    """All that happened after the seq `since`, or `reload` if that is too long ago."""
    if since >= desk.seq:
        return {"seq": desk.seq, "deltas": []}
    missed = len(desk.log) - bisect_right(desk.log, since, key=lambda change: change.seq)
    if missed > len(desk.deltas):  # each change made one
        return {"seq": desk.seq, "reload": True, "deltas": []}
    known = islice(desk.deltas, len(desk.deltas) - missed, None)
    return {"seq": desk.seq, "deltas": [delta_json(desk, delta) for delta in known]}


def finding_json(finding: Finding) -> Json:
    """A finding with its spans in the bead's joined texts, in code points."""
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "source": finding.source_spans,
        "target": finding.target_spans,
    }


def stale_json(found: StaleVerdict) -> Json:
    """An old decision beside the new text."""
    return {
        "seq": found.seq,
        "bead": found.bead,
        "decision": found.verdict.decision,
        "comment": found.verdict.comment,
        "reviewer": found.verdict.reviewer,
        "at": found.verdict.at,
        "source": found.source,
        "target": found.target,
    }


def change_text(change: Change, of: Change | None = None) -> str:
    """One line for the history: what the change did."""
    if change.kind in ("undo", "redo"):
        what = change_text(of) if of else f"change {change.of}"
        return f"{'took back' if change.kind == 'undo' else 'brought back'}: {what}"
    if change.kind == "verdict":
        decision = change.after["decision"]
        return decision.replace("-", " ") if decision else "comment"
    if change.kind == "verdicts":
        return f"accepted {len(change.after['beads'])} beads at or above {change.after['threshold']:.2f}"
    if change.kind == "edit":
        act = {"set": "regrouped", "merge": "merged", "split": "split", "move": "moved", "relink": "linked across"}
        return act[change.after["act"]] + (", restored after a new alignment" if change.after.get("restored") else "")
    if change.kind == "dismiss":
        return f"dismissed a finding of {change.after['check']}: {change.after['message']}"
    return "a new alignment of this pair was opened"
