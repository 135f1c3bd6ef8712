"""Inputs for fuzzing: sound documents of each format, cut, doubled, flipped, mixed; and soups of a format's parts."""

import random
import re
import subprocess
from base64 import encodebytes
from collections.abc import Iterator
from functools import cache

import pypandoc

from align.read.pandoc import NAMES
from tests.read.conftest import as_docx, as_html, bundled

_SOUPS = {
    "html": """<p> </p> <div> </div> <table> <tr> <td> <th> </table> <ul> <ol> <li> </ul> <dl> <dt> <dd> <br> <br><br>
    <h1> </h1> <ruby> <rt> </ruby> <script> </script> <!-- --> <title> </title> <main> </main> <nav> <a> </a> <svg>
    <pre> <template> <select> <form> <p>両閣僚は <li>（１） &amp; &#x0; &#55357; &#1114112; &nbsp; 会談。 text <? <! </
    <![CDATA[ ]]> <x:y> <input> <hr> <b> <i> a>b "'""".split(),
    "markdown": [
        *"""## - * + 1. 2) > | |---| ` ``` ~~~ ** _ [ ] ( ) ![ <b> <!-- & &amp; \\ 会談。 text --- === [a]:x
    <ruby><rt> http://x""".split(),
        "# ",
        "\n",
        "\n\n",
        "\t",
        "    ",
    ],
    "text": [
        *"""（１） １． - a. ・ ① 第１章 会談した。 一致 agreed. , ( ) 「 」 co- operation""".split(),
        "\n",
        "\n\n",
        "\r\n",
        "\u3000",
        "\t",
        "\x0c",
        "\u2028",
        "\x85",
        "\x00",
        " ",
        "The Ministers ",
    ],
}


def sound() -> dict[str, bytes]:
    """One sound document of each format."""
    document = bundled("2026-01-15", "ja")
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><main>{as_html(document)}</main></body></html>"
    text = "\n\n".join(f"{segment.marker}　{segment.text}" for segment in document.segments)
    marks = "\n\n".join(f"# {s.text}" if s.kind == "heading" else f"- {s.text}" for s in document.segments)
    from tests.read.test_pdf import made

    return {
        "html": page.encode(),
        "pdf": made(2, lines=4),
        "docx": as_docx(document),
        "markdown": marks.encode(),
        "text": text.encode("cp932"),
        "mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html;"
        b" charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + encodebytes(page.encode()) + b"--x--\n",
        "subtitles": "".join(
            f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n{s.text}\n\n" for n, s in enumerate(document.segments)
        ).encode(),
        "po": (
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            + "".join(
                f'#: main.c:{n}\nmsgid "message {n}"\nmsgstr "{s.text}"\n\n' for n, s in enumerate(document.segments)
            )
        ).encode(),
        **{name: written(page, name) for name in NAMES},
    }


@cache
def written(page: str, name: str) -> bytes:
    """A page in one of the formats that pandoc reads, written by pandoc."""
    command = [pypandoc.get_pandoc_path(), "-f", "html", "-t", NAMES[name], "-s", "-o", "-"]
    return subprocess.run(command, input=page.encode(), capture_output=True, check=True).stdout


def mutants(format: str, count: int, seed: int = 1) -> Iterator[bytes]:
    """So many inputs for a reader, the same for the same seed."""
    chance = random.Random(f"{format} {seed}")
    base = sound()[format]
    parts = sound_parts(base) if format == "docx" else {}
    for number in range(count):
        if format in _SOUPS and number % 2:
            soup = "".join(chance.choice(_SOUPS[format]) for _ in range(chance.randint(1, 120)))
            yield soup.encode(chance.choice(["utf-8", "cp932", "euc_jp", "utf-16"]), "ignore")
        elif format == "docx" and number % 3:
            yield repacked(parts, chance)
        elif format == "pdf" and number % 3:
            yield flipped(base, chance)
        else:
            yield mutant(base, chance)


def mutant(content: bytes, chance: random.Random) -> bytes:
    """A few random changes: bytes flipped, runs removed, doubled, swapped, numbers made absurd."""
    body = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        if not body:
            break
        at, length = chance.randrange(len(body)), chance.choice((1, 2, 8, 64, 512))
        kind = chance.randrange(6)
        if kind == 0:
            body[at] = chance.randrange(256)
        elif kind == 1:
            del body[at : at + length]
        elif kind == 2:
            body[at:at] = body[at : at + length] * chance.choice((1, 2, 20))
        elif kind == 3:
            other = chance.randrange(len(body))
            body[at : at + length] = body[other : other + length]
        elif kind == 4:
            del body[at:]
        else:
            numbers = list(re.finditer(rb"\d+", bytes(body[at : at + 400])))
            if numbers:
                found = chance.choice(numbers)
                absurd = chance.choice((b"0", b"-1", b"99999999999", b"2147483648", b"1e9"))
                body[at + found.start() : at + found.end()] = absurd
    return bytes(body)


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Some bytes replaced by others, the length kept: a PDF's table of places still holds."""
    body = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 40))):
        body[chance.randrange(9, len(body))] = chance.choice(b"0123456789 .-()<>[]/TjTfTdTmET\\\n\xff\x00abR")
    return bytes(body)


def sound_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a ZIP archive."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def repacked(parts: dict[str, bytes], chance: random.Random) -> bytes:
    """The archive with one of its parts mutated: what damages the XML rather than the ZIP."""
    import io
    import zipfile

    names = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels")
    chosen = chance.choice(names)
    body = parts[chosen]
    if chance.random() < 0.6:  # whole elements moved about: still XML
        pieces = re.split(rb"(?=<w:(?:p|r|t|tbl|tr|tc|pPr|numPr|ins|del|sdt)[ >/])", body)
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        pieces[at], pieces[other] = pieces[other], pieces[at]
        body = b"".join(pieces)
    else:
        body = mutant(body, chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, part in parts.items():
            if name == chosen or name in names:
                file.writestr(name, body if name == chosen else part)
    return stream.getvalue()
