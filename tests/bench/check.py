"""False alarms and speed of the checks on real translations: `python -m tests.bench.check FOLDER`.

FOLDER holds NAME.ja and NAME.en, line k of one the translation of line k of the other. They are taken for correct, so
every finding is a false alarm, though some are real slips of the translators.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows


def rows(folder: Path) -> list[tuple[str, str, str]]:
    """(NAME:LINE, source, target)."""
    found = []
    for path in sorted(folder.glob("*.ja")):
        sides = [path.read_text("utf-8").splitlines(), path.with_suffix(".en").read_text("utf-8").splitlines()]
        pairs = enumerate(zip(*sides, strict=True), start=1)
        found.extend((f"{path.stem}:{number}", source, target) for number, (source, target) in pairs)
    return found


def main() -> None:
    """Print the share of beads with a finding, by severity and check, and the CPU seconds for 10,000 beads."""
    pairs = rows(Path(sys.argv[1]))
    alignment = from_rows(pairs)
    findings = check_alignment(alignment)
    print(f"{len(pairs)} beads")
    for severity in ("error", "warning", "hint"):
        chosen = [item for item in findings if item.severity == severity]
        counts = ", ".join(f"{name} {count}" for name, count in Counter(item.check for item in chosen).most_common())
        print(f"{severity:8} {len({item.bead for item in chosen}) / len(pairs):7.2%} of beads  {counts}")
    many = from_rows((pairs * (10_000 // len(pairs) + 1))[:10_000])
    for name, config in (
        ("without the reading dictionary", CheckConfig(readings=False)),
        ("without dictionary and encoder", CheckConfig(readings=False, encoder="")),
    ):
        start = time.process_time()
        check_alignment(many, config)
        print(f"10,000 beads {name}: {time.process_time() - start:.1f} CPU s")


if __name__ == "__main__":
    main()
