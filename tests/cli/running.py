"""Run `align run` as a user does, on small pairs of texts."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JA = "両閣僚は、会談を行った。\n\n次に、両閣僚は、共同訓練を実施することで一致した。\n\n概要は以下のとおり。\n"
EN = "The Ministers held a meeting.\n\nThe Ministers agreed to conduct bilateral training.\n\nThe summary is below.\n"


def run(*arguments: object, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "align", "run", *map(str, arguments)]
    environment = os.environ | {"COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=120, cwd=cwd, env=environment)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err
    return subprocess.CompletedProcess(command, done.returncode, out, err)


def write_pair(folder: Path, name: str, source: bytes | str = JA, target: bytes | str = EN) -> None:
    for lang, content in (("ja", source), ("en", target)):
        body = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        (folder / f"{name}.{lang}.txt").write_bytes(body)
