"""The user's glossary: columns, variants, forbidden forms, TBX, and what is refused."""

import pytest

from align.errors import FormatError
from align.facts.glossary import Term, load_glossary


def loaded(tmp_path, text, name="terms.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return load_glossary(path)


@pytest.mark.parametrize("header", ["source,target", "ja,en", "原文,訳文", "Japanese , English", "term,translation"])
def test_columns_are_found_by_their_names(tmp_path, header):
    assert loaded(tmp_path, f"{header}\n抑止力,deterrence\n") == (Term(("抑止力",), ("deterrence",)),)


def test_columns_in_another_order_and_without_header(tmp_path):
    assert loaded(tmp_path, "en,note,ja\ndeterrence,x,抑止力\n") == (Term(("抑止力",), ("deterrence",)),)
    assert loaded(tmp_path, "抑止力,deterrence,dissuasion\n") == (Term(("抑止力",), ("deterrence",), ("dissuasion",)),)
    assert loaded(tmp_path, "抑止力,deterrence\n") == (Term(("抑止力",), ("deterrence",)),)


def test_tabs_separate_and_blank_rows_are_skipped(tmp_path):
    text = "source\ttarget\tforbidden\n\n抑止力\tdeterrence, power\t\n \t \t \n対処力\t\tpower\n"
    assert loaded(tmp_path, text, "terms.tsv") == (
        Term(("抑止力",), ("deterrence, power",)),
        Term(("対処力",), (), ("power",)),
    )


def test_a_row_without_term_is_named(tmp_path):
    with pytest.raises(FormatError, match=r"terms\.csv:3: a term needs"):
        loaded(tmp_path, "source,target\n抑止力,deterrence\n,power\n")
    with pytest.raises(FormatError, match=r"terms\.csv:2: a term needs"):
        loaded(tmp_path, "抑止力,deterrence\n対処力\n")
    with pytest.raises(FormatError, match="holds no term"):
        loaded(tmp_path, "\n \n")


def test_variants_match_in_any_case_and_number_but_not_inside_words():
    term = Term(("x",), ("Policy", "Joint Staff", "DBP"), ("self defense",))
    found = term.allowed_pattern
    assert [found.search(text) is not None for text in ("policies", "POLICY", "policys", "policyx", "a-policy")] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert found.search("joint-staffs") and found.search("Joint \n Staff") and found.search("DBPs")
    assert not found.search("JointStaff") and not found.search("XDBP")
    assert term.forbidden_pattern.search("Self-Defense") and not term.forbidden_pattern.search("defense")
    assert Term(("x",), (), ("y",)).allowed_pattern is None


def test_of_two_variants_the_longer_is_found():
    term = Term(("x",), ("Defense", "Defense Program"))
    assert term.allowed_pattern.search("the Defense Program")[0] == "Defense Program"


TBX = (
    "<martif><text><body><termEntry>"
    '<langSet xml:lang="ja-JP"><ntig><termGrp><term>抑止力</term></termGrp></ntig></langSet>'
    '<langSet lang="en_US"><tig><term>deterrence</term></tig><tig><term> </term></tig></langSet>'
    '<langSet xml:lang="fr"><tig><term>dissuasion</term></tig></langSet></termEntry>'
    '<termEntry><langSet xml:lang="ja"><tig><term>対処力</term></tig></langSet>'
    '<langSet xml:lang="en"><ntig><termGrp><term>power</term></termGrp>'
    '<termNote type="administrativeStatus">supersededTerm</termNote></ntig></langSet></termEntry>'
    '<termEntry><langSet xml:lang="ja"><tig><term>同盟</term></tig></langSet></termEntry>'
    '<termEntry><langSet xml:lang="en"><tig><term>alliance</term></tig></langSet></termEntry>'
    "</body></text></martif>"
)


def test_tbx_with_regions_other_languages_and_single_sides(tmp_path):
    assert loaded(tmp_path, TBX, "terms.tbx") == (
        Term(("抑止力",), ("deterrence",)),
        Term(("対処力",), (), ("power",)),
    )


def test_tbx_that_holds_no_pair_or_is_no_xml(tmp_path):
    with pytest.raises(FormatError, match="no term in Japanese and English"):
        loaded(tmp_path, "<martif/>", "terms.tbx")
    with pytest.raises(FormatError, match="not XML"):
        loaded(tmp_path, "<martif>", "terms.xml")


def test_entities_of_a_tbx_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("deterrence", "utf-8")
    text = f'<!DOCTYPE martif [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + TBX.replace("deterrence", "&e;")
    assert "deterrence" not in str(loaded(tmp_path, text, "terms.tbx"))


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "utf-8-sig", "euc-jp"])
def test_a_glossary_is_read_in_any_usual_encoding(tmp_path, encoding):
    path = tmp_path / "terms.csv"
    path.write_bytes("原文,訳文\n抑止力,deterrence\n対処力,response capability\n".encode(encoding))
    assert [term.source for term in load_glossary(path)] == [("抑止力",), ("対処力",)]


def test_a_glossary_with_semicolons(tmp_path):
    assert loaded(tmp_path, "ja;en\n抑止力;deterrence, power\n") == (Term(("抑止力",), ("deterrence, power",)),)


def test_a_glossary_as_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("原文", "訳文", "禁止"), ("抑止力", "deterrence|deterrent", "dissuasion")):
        book.active.append(row)
    path = tmp_path / "terms.xlsx"
    book.save(path)
    book.close()
    assert load_glossary(path) == (Term(("抑止力",), ("deterrence", "deterrent"), ("dissuasion",)),)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_bytes(b"\x00\xff\xfe\x81\x00\x00\x9d" * 9)
    with pytest.raises(FormatError, match="not text in a known encoding"):
        load_glossary(path)
