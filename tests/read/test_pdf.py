"""PDF: paragraphs across lines, columns and pages; headers gone; and files that are damaged, locked or huge."""

import io
import subprocess
import sys
from collections.abc import Callable

import pypdfium2
import pytest

from align.errors import InputError
from align.read import read_content
from align.read.pdf.pages import is_pdfium
from tests.read.conftest import check_golden, read, rows

JA = (
    "両閣僚は、この３か月間で４度にわたり防衛相間の会談等を重ねてきたことが示すとおり、"
    "日米が緊密に連携していることを確認した。"
)
EN = "The Ministers confirmed that Japan and the United States have been working closely together under the Alliance. "

RELEASE = f"""
<h1>日米防衛相会談の概要</h1><p style="text-align:right">令和８年１月１６日<br>防衛省</p>
<h2>１　総論</h2><p>　{JA}</p><p>　{JA * 3}</p>
<h2>２　取組</h2><ol><li>{JA}</li><li>第二の点</li></ol>
<table border=1 style="width:80%">
<tr><td>年度</td><td>予算額</td></tr><tr><td>令和６年度</td><td>７兆9,496億円</td></tr>
<tr><td>令和７年度</td><td>８兆7,005億円</td></tr></table>
<p lang="en">{EN * 4}</p>
"""


@pytest.mark.needs("chromium")
def test_a_printed_release(printed: Callable[..., bytes]) -> None:
    reading = read_content(printed(RELEASE), "x.html")
    assert (reading.format, reading.warnings) == ("pdf", ())
    check_golden("release.pdf", rows(read(printed(RELEASE), "ja")))
    assert reading.blocks[0].origin == "page 1, line 1"


@pytest.mark.needs("chromium")
def test_headers_footers_and_page_numbers_go(printed: Callable[..., bytes]) -> None:
    body = "".join(f"<p>{number}番目の段落。{JA * 2}</p>" for number in range(1, 41))
    css = """@page{size:A4;margin:25mm;@top-center{content:"防衛省　報道資料"}
    @bottom-center{content:"- " counter(page) " -"}@bottom-right{content:"令和８年"}}"""
    texts = read(printed(body, css), "ja").texts()
    assert texts == [f"{number}番目の段落。{JA * 2}" for number in range(1, 41)]


@pytest.mark.needs("chromium")
def test_the_lines_that_a_browser_prints_go(printed: Callable[..., bytes]) -> None:
    texts = read(printed(f"<title>題</title><p>{JA}</p>" * 30, header=True), "ja").texts()
    assert set(texts) == {JA}


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_paragraph_runs_over_pages(lang: str, printed: Callable[..., bytes]) -> None:
    prose = (JA if lang == "ja" else EN) * 60
    texts = read(printed(f"<h2>Title</h2><p lang={lang} style='text-align:justify'>{prose}</p>"), lang).texts()
    assert texts == ["Title", prose.strip()]


@pytest.mark.needs("chromium")
def test_columns_under_a_common_heading(printed: Callable[..., bytes]) -> None:
    parts = [
        f"{sign}{EN.strip()} {EN.strip()} {EN.strip()}" for sign in ("A1. ", "A2. ", "A3. ", "A4. ", "A5. ", "A6. ")
    ]
    shown = "".join(f"<p>{part}</p>" for part in parts)
    body = f"<h1>A heading over both columns</h1><div style='columns:2'>{shown}</div>"
    assert read(printed(body), "en").texts()[1:] == parts


@pytest.mark.needs("chromium")
def test_a_page_without_text_is_named(printed: Callable[..., bytes]) -> None:
    picture = "<div style='height:200mm;background:linear-gradient(red,blue)'></div>"
    image = (
        "<img style='width:100mm;height:180mm' src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>'>"
    )
    page = f"<p>{JA}</p><div style='break-before:page'>{picture}{image}</div>"
    warnings = read_content(printed(page), "x.pdf").warnings
    assert any(warning.startswith("page 2: no text layer") for warning in warnings)
    with pytest.raises(InputError, match=r"x.pdf:page 1: no text layer"):
        read_content(printed(picture), "x.pdf")


@pytest.mark.needs("chromium")
def test_a_turned_page_reads_as_it_is_shown(printed: Callable[..., bytes]) -> None:
    content = printed(f"<p>{JA}</p><p>{JA}</p>")
    for turn in (90, 180, 270):
        document = pypdfium2.PdfDocument(content)
        document[0].set_rotation(turn)
        stream = io.BytesIO()
        document.save(stream)
        document.close()
        sideways = read_content(stream.getvalue(), "x.pdf")
        assert "".join(block.text for block in sideways.blocks).count("両閣僚") == 2


def made(pages: int, lines: int = 40) -> bytes:
    """A PDF built by hand: pages of lines in Helvetica."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number in range(1, pages + 1):
        shown = [f"({f'Page {number} line {line}. {EN}'[:90]}) Tj T*" for line in range(lines)]
        stream = f"BT /F1 10 Tf 14 TL 50 800 Td {' '.join(shown)} ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {pages}/Kids[{' '.join(kids)}]>>"
    out, places = b"%PDF-1.4\n", []
    body = bytearray(out)
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n".encode()
    table = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    body += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF".encode()
    return bytes(body)


_MEASURED = """
import resource, sys, time
from align.read import read_content
content = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
blocks = read_content(content, "x.pdf").blocks
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print("Page 2000 line 4" in blocks[-1].text, (after - before) // 1024)
"""


def test_two_thousand_pages_stream_in_bounded_memory() -> None:
    run = subprocess.run([sys.executable, "-c", _MEASURED], input=made(2000, lines=5), capture_output=True, check=True)
    place, megabytes = run.stdout.decode().rsplit(" ", 1)
    assert place == "True"
    assert int(megabytes) < 200


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"%PDF-1.4\n", "damaged PDF"),
        (b"%PDF-1.7\n" + b"garbage " * 100, "damaged PDF"),
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj",
            "damaged|no text",
        ),
    ],
)
def test_damaged_files(content: bytes, trouble: str) -> None:
    with pytest.raises(InputError, match=trouble):
        read_content(content, "x.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files_give_text_or_one_clear_line(share: float) -> None:
    content = made(5)
    try:
        blocks = read_content(content[: int(len(content) * share)], "x.pdf").blocks
    except InputError as error:
        assert "damaged" in str(error) or "holds no text" in str(error)
    else:
        assert blocks[0].text.startswith("Page 1 line 0")


def test_a_pdf_with_a_password() -> None:
    with pytest.raises(InputError, match="protected with a password"):
        read_content(locked(), "x.pdf")


def locked() -> bytes:
    """A PDF that asks for a password: standard security handler, revision 2, user password "secret"."""
    import hashlib

    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner = rc4(hashlib.md5(b"owner".ljust(32, b"\0")).digest()[:5], (b"secret" + pad)[:32])
    key = hashlib.md5((b"secret" + pad)[:32] + owner + (0xFFFFFFFC).to_bytes(4, "little") + b"id").digest()[:5]
    content = made(1).replace(b"endobj\nxref", b"endobj\nxref")
    encrypt = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{rc4(key, pad).hex()}>/P -4>>/ID[<6964><6964>]"
    return content.replace(b"/Root 1 0 R>>", b"/Root 1 0 R" + encrypt.encode() + b">>")


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def test_a_pdf_that_claims_millions_of_pages() -> None:
    content = made(2).replace(b"/Count 2", b"/Count 9999999")
    try:
        blocks = read_content(content, "x.pdf").blocks
    except InputError as error:
        assert "claims" in str(error) or "damaged" in str(error)
    else:
        assert blocks


def test_radical_code_points_are_mapped_back() -> None:
    blocks = read_content("⻑⽥町で⽇⽶会談、⻄側・⺠間・⻘年。".encode(), "x.txt").blocks
    assert blocks[0].text == "長田町で日米会談、西側・民間・青年。"


def test_pdfium_errors_are_known_by_name() -> None:
    assert is_pdfium(pypdfium2.PdfiumError("x"))
    assert not is_pdfium(ValueError("x"))
