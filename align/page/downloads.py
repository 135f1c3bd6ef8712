"""Downloads: pairs in every export format, with verdicts and findings; reports of findings and of progress."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from align import native
from align.errors import UsageError
from align.exchange import FORMATS, Export, ExportOptions, export, format_named
from align.exchange.originals import original_of
from align.history.progress import progress
from align.history.spoken import spoken
from align.page.handlers import found_pair, pairs_of, viewer_of
from align.page.languages import language_of, words_in
from align.page.score import score_tsv
from align.page.screens import finding_rows
from align.review.agreement_table import agreement_rows
from align.review.open_pairs import OpenPair, OpenPairs

NATIVE = "align.json"


def export_one(request: Request) -> Response:
    """Download one pair in one format."""
    found = found_pair(request)
    refuse_blind(request, [found])
    format = request.path_params["format"]
    if format == NATIVE:
        with found.state.lock:
            text = native.dumps(found.state.alignment())
        return _download(text.encode("utf-8"), f"{found.state.id}{native.SUFFIX}", "application/json")
    exports = [export_of(pairs_of(request), found, format, with_findings=_wants_findings(request))]
    return _exported(request, exports, found.state.id, format)


def export_all(request: Request) -> Response:
    """Download all pairs in one file."""
    open_pairs, format = pairs_of(request), request.path_params["format"]
    wanted = _wants_findings(request)
    refuse_blind(request, open_pairs.all())
    exports = [export_of(open_pairs, found, format, with_findings=wanted) for found in open_pairs.all()]
    return _exported(request, exports, "all", format)


def refuse_blind(request: Request, pairs: list[OpenPair]) -> None:
    """Raise UsageError for a person who reads one of the pairs blind: an export shows what others decided."""
    for found in pairs:
        if reading := found.state.team.open_reading(viewer_of(request)):
            say = words_in(language_of(request))
            raise UsageError(say("blind.no-export", owner=reading.owner), place=found.state.id)


def _wants_findings(request: Request) -> bool:
    return request.query_params.get("findings") != "no"


def export_of(open_pairs: OpenPairs, found: OpenPair, format: str, *, with_findings: bool = True) -> Export:
    """A pair's current state with the verdicts and findings on its beads. Raises ChecksError."""
    found.state.refresh(open_pairs.store)
    findings = found.findings.for_file() if with_findings else {}
    with found.state.lock:
        return Export(found.state.alignment(), spoken(found.state), findings, original_of(found.state.base, format))


def _exported(request: Request, exports: list[Export], name: str, format: str) -> Response:
    if format not in FORMATS:
        raise UsageError(f"no format is called {format!r}", cure=f"choose from {', '.join(sorted(FORMATS))}")
    stream = io.BytesIO()
    mode = request.query_params.get("verdicts", "show")
    export(exports, format, stream, ExportOptions(verdicts=mode))
    made = format_named(format)
    return _download(stream.getvalue(), f"{name}{made.suffix}", made.media_type)


def report(request: Request) -> Response:
    """Download the findings or the progress of all pairs, or of `?pair=`, as TSV or JSON lines."""
    open_pairs = pairs_of(request)
    pair = request.query_params.get("pair") or None
    format = request.path_params["format"]
    if format in ("findings.tsv", "findings.jsonl"):
        rows = [
            {
                "pair": row["pair"],
                "bead": row["number"],
                "key": row["key"],
                "severity": row["finding"].severity,
                "probability": row["finding"].probability,
                "check": row["finding"].check,
                "message": row["finding"].message,
                "source": row["source"],
                "target": row["target"],
            }
            for row in finding_rows(open_pairs, pair)
        ]
    elif format == "score.tsv":
        return _download(score_tsv(request), format, "text/tab-separated-values; charset=utf-8")
    elif format in ("progress.tsv", "progress.jsonl"):
        me = viewer_of(request)
        rows = [_progress_row(found, me) for found in open_pairs.all() if pair in (None, found.state.id)]
    elif format in ("agreement.tsv", "agreement.jsonl"):
        refuse_blind(request, open_pairs.all())
        rows = agreement_rows(found.state for found in open_pairs.all() if pair in (None, found.state.id))
    else:
        cure = "choose score.tsv, or findings, progress or agreement, .tsv or .jsonl"
        raise UsageError(f"no report is called {format!r}", cure=cure)
    if format.endswith(".tsv"):
        return _download(_tsv(rows), format, "text/tab-separated-values; charset=utf-8")
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _download(body.encode("utf-8"), format, "application/jsonl; charset=utf-8")


def _progress_row(found: OpenPair, viewer: str) -> dict[str, object]:
    with found.state.lock:
        counts = progress(found.state, viewer)
    return {
        "pair": found.state.id,
        "beads": counts.beads,
        "decided": counts.decided,
        **{decision: counts.decisions.get(decision, 0) for decision in ("accept", "needs-fix", "reject")},
        "intended-omission": counts.decisions.get("intended-omission", 0),
        "intended-addition": counts.decisions.get("intended-addition", 0),
        "left out": counts.left_out,
        "added": counts.added,
        "expected errors": round(counts.expected_errors, 2),
        "reviewers": ", ".join(counts.reviewers),
    }


def _tsv(rows: list[dict[str, object]]) -> bytes:
    stream = io.StringIO()
    if rows:
        writer = csv.DictWriter(stream, list(rows[0]), dialect="excel-tab", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def _download(body: bytes, name: str, media_type: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(body, media_type=media_type, headers=headers)
