"""Which segments stand next to text that the reader left out."""

from align.read import read_content
from align.read.blocks import Block, LeftOut, RawDocument
from align.segment import by_sentence, document_of

CODE = "\n".join(f"fold --paper {number} --times three" for number in range(4))


def lost(content: str, place: str) -> tuple[int, ...]:
    return document_of(read_content(content.encode(), place), "ja", id="x", place=place)[0].lost


def test_code_that_is_left_out_is_a_loss_at_its_place() -> None:
    text = f"# 川の手引\n\n紙を折る。\n\n```sh\n{CODE}\n```\n\n紙を切る。\n"
    assert lost(text, "x.md") == (2,)


def test_a_document_that_is_read_whole_has_no_loss() -> None:
    assert lost("# 川の手引\n\n紙を折る。\n\n紙を切る。\n", "x.md") == ()


def test_a_page_without_text_is_a_loss_between_its_neighbours() -> None:
    blocks = (Block("紙を折る。", origin="page 1, line 1"), Block("紙を切る。", origin="page 3, line 1"))
    reading = RawDocument(blocks, "pdf", left_out=(LeftOut("", "page without text", "page 2"),), visible=10)
    assert document_of(reading, "ja", id="x", place="x.pdf")[0].lost == (1,)


def test_headers_furigana_and_short_signs_are_no_loss() -> None:
    parts = (
        LeftOut("町の図書館だよりの春の号と夏の号と秋の号", "header or footer", "page 1, line 1"),
        LeftOut("あさひかわのつつみをみてまわるひとびと", "furigana", "page 1"),
        LeftOut("…", "code", "page 1, line 3"),
    )
    reading = RawDocument((Block("紙を折る。", origin="page 1, line 2"),), "pdf", left_out=parts, visible=60)
    assert document_of(reading, "ja", id="x", place="x.pdf")[0].lost == ()


def test_much_text_without_a_place_makes_every_place_doubtful() -> None:
    blocks = (Block("紙を折る。", origin="body > p"), Block("紙を切る。", origin="body > p[2]"))
    part = LeftOut("町の人は堤の上を見て回り、草を刈って石を積む。" * 3, "outside the content", "div")
    reading = RawDocument(blocks, "html", left_out=(part,), visible=100)
    assert document_of(reading, "ja", id="x", place="x.html")[0].lost == (0, 1, 2)


def test_by_sentence_a_loss_keeps_its_place() -> None:
    text = f"紙を折る。線を引く。\n\n```sh\n{CODE}\n```\n\n紙を切る。\n"
    document = document_of(read_content(text.encode(), "x.md"), "ja", id="x", place="x.md")[0]
    assert (document.lost, by_sentence(document).lost) == ((1,), (2,))


def test_code_of_a_web_page_is_a_loss_at_its_place() -> None:
    prose = "<p>川の水は春になると増え、町の人は堤の上を見て回る。</p>"
    code = f"<pre class=programlisting>{CODE}</pre>"
    assert lost(f"<body><main><h1>川</h1>{prose}{code}{prose}</main>", "x.html") == (2,)
