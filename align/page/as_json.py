"""Pairs, beads, verdicts and changes as the JSON values that the page gets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from align.history.changes import Change
from align.history.delta import Delta
from align.history.lost_cuts import LostCut
from align.history.pair_state import PairState
from align.history.stale import StaleVerdict
from align.model import Bead, Document, Finding, Segment, Verdict
from align.page.languages import check_word, told, words_in

Json = dict[str, Any]

VERDICT_FIELDS = ("reviewer", "at", "comment", "source_text", "target_text", "reply_to", "resolves")


def pair_json(state: PairState, viewer: str = "") -> Json:
    """All that the page of one pair needs at its start. Hold the state's lock.

    A blind reader gets what `PairState.visible` shows, and no locks.

    `hidden` are the verdicts on beads that an edit replaced: an undo shows them again.
    """
    reading = state.team.open_reading(viewer)
    beads = [bead_json(bead, key) for bead, key in zip(state.beads, state.keys, strict=True)]
    return {
        "id": state.id,
        "seq": state.seq,
        "blind": reading.owner if reading else "",
        "computed": state.computed,
        "texts": state.texts_key,
        "source": document_json(state.base.source),
        "target": document_json(state.base.target),
        "beads": [bead if not reading else {**bead, "l": 0} for bead in beads],
        "assigned": state.team.assigned(state.keys),
        "readings": [[one.reader, one.owner] for one in state.team.open_readings()],
        "verdicts": _verdicts_json(state, {key for key in state.verdicts if key in state.place_of_key}, viewer),
        "hidden": _verdicts_json(state, state.regrouped - state.place_of_key.keys(), viewer),
    }


def _verdicts_json(state: PairState, keys: Iterable[str], viewer: str) -> Json:
    """The verdicts of these keys that the viewer may see; keys without any are left out."""
    return {key: verdicts_json(found) for key in keys if (found := state.visible(key, viewer))}


def document_json(document: Document) -> Json:
    """One side's segments: text `t`, kind `k`, level `l`, marker `m`, origin `o`.

    Short names, as there are many.
    """
    return {
        "lang": document.lang,
        "title": document.title,
        "status": document.origin.status,
        "place": document.origin.place,
        "segments": segments_json(document.segments),
    }


def segments_json(segments: Iterable[Segment]) -> list[Json]:
    """Segments, as `document_json` describes them."""
    return [
        {"t": one.text, "k": one.kind}
        | ({"l": one.level} if one.level else {})
        | ({"m": one.marker} if one.marker else {})
        | ({"o": one.origin} if one.origin else {})
        for one in segments
    ]


def bead_json(bead: Bead, key: str) -> Json:
    """One bead: source `s`, target `t`, probability `p`, content key `k`.

    Only where it applies: `x` it crosses, `l` it is locked, `h` who made it by hand.
    """
    body: Json = {"s": bead.source, "t": bead.target, "p": round(bead.probability, 4), "k": key}
    if bead.crosses:
        body["x"] = 1
    if bead.locked:
        body["l"] = 1
    if bead.evidence and bead.evidence[0].name == "hand":
        body["h"] = bead.evidence[0].detail
    return body


def verdicts_json(found: Mapping[int, Verdict]) -> list[Json]:
    """A bead's verdicts in force, oldest first; empty fields but the decision are left out."""
    return [
        {"seq": seq, "decision": verdict.decision}
        | {name: value for name in VERDICT_FIELDS if (value := getattr(verdict, name))}
        for seq, verdict in found.items()
    ]


def delta_json(delta: Delta, state: PairState, viewer: str = "") -> Json:
    """The effect of one change, for a page that shows the pair. Only what changed is in it.

    Where a blind reader has just decided, the others' verdicts come, too.

    `recut` replaces segments of one side: [side, from which, how many, segments, key of all texts];
    those behind are numbered anew before beads go and come. `verdicts` come to those that a bead
    has already; `withdrawn` gives the seq of one that goes.
    """
    body: Json = {"seq": delta.seq, "reviewer": delta.reviewer}
    if cut := delta.recut:
        body["recut"] = [cut.side, cut.at, cut.remove, segments_json(cut.segments), cut.texts]
    if delta.remove or delta.beads:
        body["splice"] = [delta.at, delta.remove, [bead_json(bead, key) for bead, key in delta.beads]]
    reads = state.team.open_reading(viewer)
    verdicts = {one.bead: {seq: one} for seq, one in delta.verdicts}
    if reads:
        verdicts = {key: state.visible(key, viewer) for key in verdicts}
    if told := {key: verdicts_json(found) for key, found in verdicts.items() if found}:
        body["verdicts"] = told
    if delta.withdrawn:
        body["withdrawn"] = {key: seq for seq, key in delta.withdrawn}
    if delta.dismissed:
        body["dismissed"] = True
    if delta.assigned:
        body["assigned"] = state.team.assigned(state.keys)
    if delta.reload:
        body["reload"] = True
    return body


def deltas_json(state: PairState, since: int, viewer: str = "") -> Json:
    """The effects of all changes after the seq `since`; `reload` if not all of them are kept.

    Hold the state's lock.
    """
    if since >= state.seq:
        return {"seq": state.seq, "deltas": []}
    missed = len(state.log) - bisect_right(state.log, since, key=lambda change: change.seq)
    if missed > len(state.deltas):  # every change has one delta
        return {"seq": state.seq, "reload": True, "deltas": []}
    kept = islice(state.deltas, len(state.deltas) - missed, None)
    return {"seq": state.seq, "deltas": [delta_json(delta, state, viewer) for delta in kept]}


def finding_json(finding: Finding, language: str = "en") -> Json:
    """A finding; its spans are in code points of the bead's joined texts.

    `said` is its message in a language.
    """
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "said": told(language, finding.message),
        "p": finding.probability,
        "source": finding.source_spans,
        "target": finding.target_spans,
    }


def stale_json(found: StaleVerdict) -> Json:
    """A stale decision with the differences to the new text."""
    verdict = found.verdict
    return {
        "seq": found.seq,
        "bead": found.bead,
        "decision": verdict.decision,
        "comment": verdict.comment,
        "suggestion": verdict.target_text or "",
        "source_suggestion": verdict.source_text or "",
        "reviewer": verdict.reviewer,
        "at": verdict.at,
        "source": found.source,
        "target": found.target,
    }


def lost_cut_json(found: LostCut) -> Json:
    """A cut or join that could not be made again, as a stale decision with the texts on both sides of its place."""
    note = found.note
    texts: Json = {"source": [], "target": []}
    texts[note.side] = [("same", f"…{note.left}"), ("new", " | "), ("same", f"{note.right}…")]
    told = {"seq": found.seq, "bead": found.bead, "decision": "", "comment": "", "suggestion": "", "cut": note.act}
    return told | {"reviewer": note.reviewer, "at": note.at} | texts


def change_text(change: Change, of: Change | None = None, say: Callable[..., str] | None = None) -> str:
    """One line that says what the change did, in the words of `say`, else in English.

    `of` is what an undo is about.
    """
    say = say or words_in("en")
    if change.kind in ("undo", "redo"):
        what = change_text(of, None, say) if of else say("change.number", number=change.of)
        return say("change.undid" if change.kind == "undo" else "change.redid", what=what)
    if change.kind == "verdict":
        decision = change.after["decision"]
        return say(f"change.{decision or ('settled' if change.after.get('resolves') else 'comment')}")
    if change.kind == "verdicts":
        threshold = f"{change.after['threshold']:.2f}"
        return say("change.accepted", count=len(change.after["beads"]), threshold=threshold)
    if change.kind == "edit":
        return say(f"change.{change.after['act']}") + (say("change.restored") if change.after.get("restored") else "")
    if change.kind == "dismiss":
        language = say("page.code")
        message = told(language, change.after["message"])
        return say("change.dismissed", check=check_word(language, change.after["check"]), message=message)
    if change.kind == "assign":
        return say("change.assigned" if change.after["person"] else "change.unassigned", **_rows_of(change))
    if change.kind == "blind":
        return say("change.reading" if change.after["open"] else "change.reading-ended", name=change.after["reader"])
    return say("change.new")


def _rows_of(change: Change) -> Json:
    return {"count": len(change.after["beads"]), "name": change.after["person"]}
