"""What holds for the findings of all checks: their order, what is not said twice, terms, consistency, coverage."""

import io
import json

import pytest

from align.check import CHECKS, CheckConfig, check_alignment, check_alignments
from align.check.coverage import coverage
from align.check.report import FileReport, rows_of, write_html, write_jsonl, write_tsv
from align.exchange.bilingual import from_rows
from align.model import Alignment, Bead, Document, Finding, Segment

LIGHT = CheckConfig(encoder="")


def checks(rows, config=LIGHT):
    alignment = from_rows(rows)
    place = {key: row[0] for key, row in zip(alignment.keys, rows, strict=True)}
    return [(place[item.bead], item.check) for item in check_alignment(alignment, config)]


def test_findings_are_sorted_by_bead_then_as_the_checks_are_listed():
    rows = [
        ("1", "会議を開いた。", "They held  a 会議."),
        ("2", "120億円を1月15日に支援する。", "On January 16, it will provide  12 million yen."),
    ]
    assert checks(rows) == [
        ("1", "untranslated"),
        ("1", "punctuation"),
        ("2", "number"),
        ("2", "date"),
        ("2", "punctuation"),
    ]
    assert list(CHECKS)[:2] == ["number", "date"] and list(CHECKS)[-1] == "inconsistency"


def test_a_text_that_both_sides_have_in_the_same_words_differs_in_nothing():
    english = "Last November 10 million people downloaded it."
    assert checks([("1", english, english), ("2", "日本語", "日本語")]) == [("2", "untranslated")]
    assert ("1", "number") in checks([("1", english, english.replace("10", "12"))])


def test_what_a_missing_sentence_holds_is_not_reported_once_more(monkeypatch):
    source, target = "会談した。2隻が1月5日に来た。", "They talked."
    assert checks([("1", source, target)]) != []
    told = _with_omission(monkeypatch, source, target, (5, len(source)), ())
    assert told == ["omission"]


def test_what_an_added_sentence_holds_is_not_reported_once_more(monkeypatch):
    source, target = "会談した。", "They talked. Two ships came on January 5."
    assert checks([("1", source, target)]) != []
    assert _with_omission(monkeypatch, source, target, (), (13, len(target))) == ["addition"]


def test_what_lies_outside_the_missing_sentence_is_reported(monkeypatch):
    source, target = "5隻が来た。2隻が1月5日に来た。", "Ships came."
    assert _with_omission(monkeypatch, source, target, (6, len(source)), ()) == ["number", "omission"]


def test_a_contradiction_is_reported_beside_a_missing_sentence(monkeypatch):
    source, target = "会談した。2隻が来た。", "They talked with 3 ships."
    assert _with_omission(monkeypatch, source, target, (5, len(source)), ()) == ["number", "omission"]


def _with_omission(monkeypatch, source, target, lost, gained):
    """The checks that report, with a sentence that is missing (`lost`) or added (`gained`) for certain."""
    from align.check import addition, omission

    def run(name, spans):
        def only(views, context):
            if spans:
                sides = ([spans], []) if name == "omission" else ([], [spans])
                yield views[0].finding(name, "warning", "said here", *sides)

        return only

    monkeypatch.setattr(omission, "run", run("omission", lost))
    monkeypatch.setattr(addition, "run", run("addition", gained))
    return [check for _, check in checks([("1", source, target)])]


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text(
        "source,target,forbidden\n防衛力,defense capability,\n防衛力整備計画,Defense Buildup Program|DBP,Defense Plan\n"
        "艦,vessel,\nEU,European Union,\n国,,nation\n",
        "utf-8",
    )
    return CheckConfig(encoder="", glossary=path, off=frozenset(CHECKS) - {"term"})


def terms(source, target, config):
    return [
        (
            item.severity,
            item.message,
            [source[slice(*span)] for span in item.source_spans],
            [target[slice(*span)] for span in item.target_spans],
        )
        for item in check_alignment(from_rows([("1", source, target)]), config)
    ]


def test_a_term_inside_a_longer_one_asks_for_nothing(glossary):
    assert terms("防衛力整備計画を定める。", "They adopt the DBP.", glossary) == []
    message = "the glossary translates 防衛力 as “defense capability”; the target does not"
    assert terms("防衛力整備計画で防衛力を高める。", "They use the DBP.", glossary) == [
        ("warning", message, ["防衛力"], [])
    ]


def test_terms_that_overlap_are_both_looked_for(tmp_path):
    path = tmp_path / "overlap.csv"
    path.write_text("source,target\n防衛力整備計画,DBP\n新防衛,new defense\n計画案,draft plan\n", "utf-8")
    config = CheckConfig(encoder="", glossary=path, off=frozenset(CHECKS) - {"term"})
    found = terms("新防衛力整備計画案だ。", "It is the text.", config)
    assert [item[2] for item in found] == [["防衛力整備計画"], ["新防衛"], ["計画案"]]


def test_a_term_without_its_translation_names_all_variants(glossary):
    message = "the glossary translates 防衛力整備計画 as “Defense Buildup Program” or “DBP”; the target does not"
    assert terms("防衛力整備計画だ。", "It is a plan.", glossary) == [("warning", message, ["防衛力整備計画"], [])]


def test_a_forbidden_translation_is_an_error_unless_it_is_part_of_an_allowed_one(glossary, tmp_path):
    message = "the glossary forbids “Defense Plan” for 防衛力整備計画; use “Defense Buildup Program” or “DBP”"
    found = terms("防衛力整備計画だ。", "It is the Defense Plan.", glossary)
    assert found == [("error", message, ["防衛力整備計画"], ["Defense Plan"])]
    assert terms("国だ。", "It is a nation.", glossary) == [
        ("error", "the glossary forbids “nation” for 国", ["国"], ["nation"])
    ]
    path = tmp_path / "more.csv"
    path.write_text("source,target,forbidden\n計画,action plan,plan\n", "utf-8")
    config = CheckConfig(encoder="", glossary=path, off=frozenset(CHECKS) - {"term"})
    assert terms("計画だ。", "It is an action plan.", config) == []
    assert [item[0] for item in terms("計画だ。", "It is a plan.", config)] == ["error"]


def test_latin_terms_are_whole_words_and_null_beads_are_left_alone(glossary):
    assert terms("EUだ。", "It is Europe.", glossary) != []
    assert terms("EURだ。", "It is the euro.", glossary) == terms("NEUだ。", "It is NEU.", glossary) == []
    assert terms("EUだ。", "", glossary) == []


def inconsistent(*tables):
    alignments = [from_rows(rows, id=str(number)) for number, rows in enumerate(tables)]
    config = CheckConfig(encoder="", off=frozenset(CHECKS) - {"inconsistency"})
    found = check_alignments(alignments, config)
    return [[(item.severity, item.message, item.source_spans, item.target_spans) for item in items] for items in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０２４年度の計画を公表した。", "2024年度の計画を公表した。"),
        ("ｻｰﾊﾞｰを更新してください。", "サーバを更新してください。"),
        ("ＡＰＩの 一覧を確認する。", "APIの一覧を確認する。"),
    ],
)
def test_one_source_in_two_spellings_is_one_source(one, other):
    rows = [("1", one, "They gave it to all."), ("2", one, "They gave it to all."), ("3", other, "It was shown.")]
    (items,) = inconsistent(rows)
    assert [item[1] for item in items] == [
        "the same source is translated differently elsewhere: “They gave it to all.”"
    ]


def test_the_rarer_translation_is_reported_with_the_usual_one():
    rows = [
        ("1", "防衛力整備計画の概要", "Outline of the Program"),
        ("2", "防衛力整備計画の概要。", "outline of the program!"),
    ]
    other = [("3", "防衛力整備計画の概要", "Summary")]
    message = "the same source is translated differently elsewhere: “Outline of the Program”"
    assert inconsistent(rows, other) == [[], [("warning", message, (), ((0, 7),))]]
    assert inconsistent(other, rows) == [[("warning", message, (), ((0, 7),))], []]


def test_of_two_translations_the_first_is_usual_and_short_sources_give_hints():
    rows = [("1", "七文字の見出し", "One"), ("2", "七文字の見出し", "Two")]
    message = "the same source is translated differently elsewhere: “One”"
    assert inconsistent(rows) == [[("hint", message, (), ((0, 3),))]]
    rows = [("1", "八文字の見出しだ", "One"), ("2", "八文字の見出しだ", "Two")]
    assert inconsistent(rows) == [[("warning", message, (), ((0, 3),))]]


def test_a_text_with_one_translation_does_not_hide_the_others():
    rows = [("1", "全く違う見出しの文", "Other"), ("2", "八文字の見出しだ", "One"), ("3", "八文字の見出しだ", "Two")]
    assert [item[3] for item in inconsistent(rows)[0]] == [((0, 3),)]


def test_one_translation_of_two_sources_is_a_hint():
    message = "the same target translates a different source elsewhere: 「概要」"
    assert inconsistent([("1", "概要", "Outline")], [("2", "要旨", "Outline")]) == [
        [],
        [("hint", message, ((0, 2),), ())],
    ]


def test_a_long_example_is_cut_and_empty_texts_are_not_compared():
    long = "word " * 15 + "end"
    (finding,) = inconsistent([("1", "同じ長さの原文です", long), ("2", "同じ長さの原文です", "Short")])[0]
    assert finding[1].endswith(f"“{long[:59]}…”")
    exact = "w" * 60
    (finding,) = inconsistent([("1", "同じ長さの原文です", exact), ("2", "同じ長さの原文です", "Short")])[0]
    assert finding[1].endswith(f"“{exact}”")
    assert inconsistent([("1", "。", "One"), ("2", "！", "Two"), ("3", "会議", ""), ("4", "会談", "")]) == [[]]


def pair():
    source = Document("d", "ja", (Segment(0, "あい", origin="line 1"), Segment(1, "うえおか", origin="line 2")))
    target = Document("d", "en", (Segment(0, "ab cd", origin="line 1"), Segment(1, "abc", origin="line 2")))
    return Alignment(source, target, (Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,))))


def test_coverage_counts_null_beads_and_sentences_by_columns():
    alignment = pair()
    key = alignment.keys[0]
    findings = [
        Finding(key, "omission", "warning", "", ((1, 2),), ()),
        Finding(key, "addition", "warning", "", (), ((3, 5),)),
        Finding(key, "number", "warning", "", ((0, 1),), ((0, 1),)),
    ]
    cover = coverage(alignment, findings)
    assert [(part.text, part.weight, part.where) for part in cover.left_out] == [
        ("うえおか", pytest.approx(8 / 12), "line 2"),
        ("い", pytest.approx(2 / 12), "line 1"),
    ]
    assert [(part.text, part.weight, part.where) for part in cover.added] == [
        ("abc", pytest.approx(3 / 8), "line 2"),
        ("cd", pytest.approx(2 / 8), "line 1"),
    ]
    assert (cover.carried, cover.supported) == (pytest.approx(2 / 12), pytest.approx(3 / 8))


def test_coverage_of_nothing_is_whole_and_never_below_zero():
    alignment = pair()
    twice = [Finding(alignment.keys[0], "omission", "warning", "", ((0, 2), (0, 2), (0, 2)), ())]
    assert coverage(alignment, twice).carried == 0
    empty = Document("d", "en", ())
    source = Document("d", "ja", (Segment(0, "あい"),))
    cover = coverage(Alignment(source, empty, (Bead((0,), ()),)), ())
    assert (cover.carried, cover.supported) == (0, 1)


def report(rows):
    alignment = from_rows(rows, id="t")
    findings = check_alignment(alignment, LIGHT)
    return FileReport(alignment, rows_of(alignment, findings), coverage(alignment, findings))


def written(write, rows):
    stream = io.StringIO()
    write([report(rows)], stream)
    return stream.getvalue()


ROWS = [("A1", "会談は14時から。", "The talks began at 4 p.m."), ("A2", "会議を開いた。", "They held 「a」 meeting.")]


def test_tsv_joins_several_spans_by_commas():
    lines = [line.split("\t") for line in written(write_tsv, ROWS).splitlines()]
    assert lines[1][6:8] == ["3-6", "19-25"] and lines[2][6:8] == ["", "10-11,12-13"]


def test_jsonl_has_one_object_a_finding_with_both_texts():
    bodies = [json.loads(line) for line in written(write_jsonl, ROWS).splitlines()]
    assert [(body["id"], body["pair"], body["source"]) for body in bodies] == [
        ("A1", "t", ROWS[0][1]),
        ("A2", "t", ROWS[1][1]),
    ]


def test_html_marks_words_but_not_whole_texts():
    page = written(write_html, [*ROWS, ("A3", "会議を開いた。", "")])
    assert ">They held <mark>「</mark>a<mark>」</mark> meeting.<" in page and ">会談は<mark>14時</mark>から。<" in page
    assert (
        "<mark>会議を開いた。</mark>" not in page and "<p>2 errors, 1 warning, 0 hints. The target carries 68%" in page
    )
    assert "<summary>Left out: 1</summary>" in page and "<summary>Added" not in page


def test_html_marks_words_that_touch_and_skips_those_inside_others():
    alignment = pair()
    finding = Finding(alignment.keys[1], "omission", "warning", "", ((0, 2), (1, 2), (2, 3)), ())
    stream = io.StringIO()
    write_html([FileReport(alignment, rows_of(alignment, [finding]), coverage(alignment, ()))], stream)
    assert "<mark>うえ</mark><mark>お</mark>か<" in stream.getvalue()


def test_ids_of_an_alignment_are_numbered_from_one():
    alignment = pair()
    rows = rows_of(alignment, [Finding(alignment.keys[1], "omission", "warning", "", ((0, 1),), ())])
    assert [(row.id, row.source, row.target) for row in rows] == [("d:2", "うえおか", "")]


def test_ids_of_a_table_are_its_own_on_either_side():
    alignment = from_rows([("A1", "会談は14時から。", ""), ("A2", "", "At 4 p.m.")])
    findings = [Finding(key, "time", "warning", "") for key in alignment.keys]
    assert [row.id for row in rows_of(alignment, findings)] == ["A1", "A2"]
