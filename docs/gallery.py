"""Write the gallery: exports of the bundled pairs and the two pictures. Usage: python docs/gallery.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

import align
from align.pairs import bundled_data, find_pairs


def write_gallery(folder: Path) -> list[Path]:
    """Write the files into the folder and return them."""
    matplotlib.use("Agg")
    folder.mkdir(parents=True, exist_ok=True)
    aligner, written = align.Aligner(), []
    for files in find_pairs([bundled_data()]):
        pair = aligner.align_files(files.source, files.target)
        for ending in ("html", "xlsx", "docx"):
            written.append(pair.export(folder / f"{pair.id}.{ending}"))
        for picture in ("overview", "similarity"):
            path = folder / f"{pair.id}-{picture}.png"
            axes = pair.plot("overview" if picture == "overview" else "similarity")
            axes.figure.savefig(path, dpi=120)
            written.append(path)
    return written


if __name__ == "__main__":
    for path in write_gallery(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")
