"""Downloads: the pairs in every export format with their verdicts and findings, the findings report, the progress."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from align import native
from align.errors import UsageError
from align.exchange import EXPORTERS, Export, ExportOptions, export, exporter
from align.page.api import desks_of, found_pair
from align.page.open_pairs import Desks, Open
from align.page.screens import finding_rows
from align.page.view import progress

NATIVE = "align.json"


def export_one(request: Request) -> Response:
    """One pair in one format."""
    found = found_pair(request)
    format = request.path_params["format"]
    if format == NATIVE:
        with found.desk.lock:
            text = native.dumps(found.desk.alignment())
        return _download(text.encode("utf-8"), f"{found.desk.id}{native.SUFFIX}", "application/json")
    exports = [export_of(desks_of(request), found, with_findings=_wants_findings(request))]
    return _exported(request, exports, found.desk.id, format)


def export_all(request: Request) -> Response:
    """All pairs in one file."""
    desks = desks_of(request)
    exports = [export_of(desks, found, with_findings=_wants_findings(request)) for found in desks.all()]
    return _exported(request, exports, "all", request.path_params["format"])


def _wants_findings(request: Request) -> bool:
    return request.query_params.get("findings") != "no"


def export_of(desks: Desks, found: Open, *, with_findings: bool = True) -> Export:
    """A pair as it stands, with the verdicts and findings on its beads. Raises ChecksError."""
    findings = found.remarks.all() if with_findings else {}
    found.desk.refresh(desks.store)
    with found.desk.lock:
        keys = found.desk.place_of_key
        verdicts = {key: tuple(of.values()) for key, of in found.desk.verdicts.items() if key in keys and of}
        return Export(found.desk.alignment(), verdicts, findings)


def _exported(request: Request, exports: list[Export], name: str, format: str) -> Response:
    if format not in EXPORTERS:
        raise UsageError(f"no format is called {format!r}", cure=f"choose from {', '.join(sorted(EXPORTERS))}")
    stream = io.BytesIO()
    mode = request.query_params.get("verdicts", "show")
    export(exports, format, stream, ExportOptions(verdicts=mode))
    module = exporter(format)
    return _download(stream.getvalue(), f"{name}{module.SUFFIX}", module.MEDIA_TYPE)


def report(request: Request) -> Response:
    """The findings or the progress of all pairs, or of `?pair=`, as TSV or JSON lines."""
    desks = desks_of(request)
    pair = request.query_params.get("pair") or None
    format = request.path_params["format"]
    if format in ("findings.tsv", "findings.jsonl"):
        rows = [
            {
                "pair": row["pair"],
                "bead": row["number"],
                "key": row["key"],
                "severity": row["finding"].severity,
                "check": row["finding"].check,
                "message": row["finding"].message,
                "source": row["source"],
                "target": row["target"],
            }
            for row in finding_rows(desks, pair)
        ]
    elif format in ("progress.tsv", "progress.jsonl"):
        rows = [_progress_row(found) for found in desks.all() if pair in (None, found.desk.id)]
    else:
        raise UsageError(f"no report is called {format!r}", cure="choose findings or progress, .tsv or .jsonl")
    if format.endswith(".tsv"):
        return _download(_tsv(rows), format, "text/tab-separated-values; charset=utf-8")
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _download(body.encode("utf-8"), format, "application/jsonl; charset=utf-8")


def _progress_row(found: Open) -> dict[str, object]:
    with found.desk.lock:
        stands = progress(found.desk)
    return {
        "pair": found.desk.id,
        "beads": stands.beads,
        "decided": stands.decided,
        **{decision: stands.decisions.get(decision, 0) for decision in ("accept", "needs-fix", "reject")},
        "intended-omission": stands.decisions.get("intended-omission", 0),
        "intended-addition": stands.decisions.get("intended-addition", 0),
        "left out": stands.left_out,
        "added": stands.added,
        "expected errors": round(stands.doubt, 2),
        "reviewers": ", ".join(stands.reviewers),
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
