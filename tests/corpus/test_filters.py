"""Each filter catches its own kind of pair, and leaves good summaries alone."""

import pytest

from align.corpus.filters import FILTERS, Measures, Thresholds, content_share, language_share, measure
from align.model import Alignment, Bead, Document, Segment

JAPANESE = "両大臣は、地域の安全保障環境が一層厳しさを増しているとの認識を共有し、防衛協力を深めることで一致した。"
ENGLISH = (
    "The ministers agreed that the security of the region had become more severe and that they would work together."
)
CHINESE = "两国部长一致认为地区安全环境日益严峻,并同意加强防务合作,深化两国关系,维护地区和平与稳定,共同应对挑战。"
FRENCH = (
    "Les ministres ont convenu que la situation de la region etait grave et qu'ils travailleraient ensemble demain."
)
MENU = ("Home", "Products", "Contact us", "Log in", "© 2026 Example Ltd. All rights reserved.", "Privacy policy")


def document(lang, *texts):
    return Document("x", lang, tuple(Segment(number, text) for number, text in enumerate(texts)))


def aligned(source, target, beads):
    return Alignment(document("ja", *source), document("en", *target), tuple(beads))


@pytest.mark.parametrize(
    ("lang", "text", "low", "high"),
    [
        ("ja", JAPANESE, 0.95, 1),
        ("en", ENGLISH, 0.95, 1),
        ("ja", CHINESE, 0, 0.1),
        ("ja", ENGLISH, 0, 0.05),
        ("en", JAPANESE, 0, 0.05),
        ("en", FRENCH, 0, 0.3),
        ("fr", FRENCH, 0.95, 1),
        ("zh", CHINESE, 0.95, 1),
        ("en", "12:30, 2026-01-15", 1, 1),
        ("ja", "回転", 1, 1),
        ("ja", JAPANESE + " NATO Secretary General Jens Stoltenberg", 0.5, 0.9),
        ("en", "Figure 15.82. Rotate", 1, 1),
        ("en", "Wayumotana, Chapter 9. Debian package management systems", 1, 1),
    ],
)
def test_language(lang, text, low, high):
    assert low <= language_share(document(lang, text)) <= high


def test_content_is_what_is_neither_menu_nor_repeated():
    assert content_share(document("en", ENGLISH, ENGLISH)) == 1.0
    assert content_share(document("en", *MENU)) == 0.0
    assert content_share(document("ja", "ホーム", "サイトマップ", "お問い合わせ", "ログイン")) == 0.0
    assert content_share(document("ja", "会議の結果", "両大臣は会談した。")) > 0.5, "a short sentence is content"
    assert content_share(document("en", ENGLISH, ENGLISH), {ENGLISH}) == 0.0
    assert content_share(document("en", "Number 7", "Chapter 9. Package management")) == 1.0, "headings of a short text"
    assert content_share(document("en", "Number 7", "Log in")) == 0.5714, "but a notice is one"
    long_notice = ENGLISH + " The cookie in his hand was what the minister had brought along from the other room. " * 3
    assert content_share(document("en", long_notice)) == 1.0, "a long text may speak of cookies"


def test_the_measures_of_a_pair():
    alignment = aligned(
        ["あ" * 60, "い" * 20, "う" * 20],
        ["a" * 30, "b" * 70],
        [Bead((0,), (0,), probability=0.9), Bead((1,), ()), Bead((2,), ()), Bead((), (1,))],
    )
    found = measure(alignment)
    assert (found.source_coverage, found.target_coverage) == (0.6, 0.3)
    assert found.support == pytest.approx(0.27)
    assert found.probability == pytest.approx(0.9)


def test_a_pair_without_links_is_marked():
    alignment = aligned([JAPANESE], [ENGLISH], [Bead((0,), ()), Bead((), (0,))])
    assert measure(alignment).marks(Thresholds()) == ("wrong-partner", "low-probability")


def test_a_good_summary_that_leaves_out_most_is_not_marked():
    source = [JAPANESE] * 10
    beads = [Bead((0,), (0,), probability=0.9), *(Bead((n,), ()) for n in range(1, 10))]
    assert measure(aligned(source, [ENGLISH], beads)).marks(Thresholds()) == ()


def test_wrong_language_and_boilerplate_are_marked():
    good = [Bead((0,), (0,), probability=0.9)]
    assert measure(aligned([JAPANESE], [FRENCH], good)).marks(Thresholds()) == ("wrong-language",)
    assert measure(aligned([CHINESE], [ENGLISH], good)).marks(Thresholds()) == ("wrong-language",)
    menu = [Bead((0,), tuple(range(len(MENU))), probability=0.9)]
    assert "boilerplate" in measure(aligned([JAPANESE], MENU, menu)).marks(Thresholds())


def test_a_threshold_of_zero_turns_a_filter_off():
    worst = Measures(0, 0, 0, 0, 0, 0)
    assert worst.marks(Thresholds()) == FILTERS
    assert worst.marks(Thresholds(0, 0, 0, 0)) == ()
    assert worst.marks(Thresholds(support=0)) == FILTERS[1:]
    edge = Measures(0, 0, support=0.55, probability=0.7, language=0.45, content=0.3)
    assert edge.marks(Thresholds()) == (), "below, not at the threshold"


@pytest.mark.parametrize(("lang", "letter", "length"), [("en", "a", 60), ("ja", "あ", 30), ("zh", "国", 30)])
def test_running_text_begins_at_a_length(lang, letter, length):
    menu = ["x"] * 4
    whole = length / (length + 4)
    assert content_share(document(lang, letter * length, *menu)) == round(whole, 4)
    assert content_share(document(lang, letter * (length - 1), *menu)) == 0.0


@pytest.mark.parametrize(("lang", "letter", "end", "length"), [("en", "a", ".", 15), ("ja", "あ", "。", 7)])
def test_a_quarter_of_it_is_enough_for_what_ends_a_sentence(lang, letter, end, length):
    menu = ["x"] * 4
    text = letter * (length - 1) + end
    assert content_share(document(lang, text, *menu)) == round(length / (length + 4), 4)
    assert content_share(document(lang, text[1:], *menu)) == 0.0


def test_a_notice_is_one_below_four_times_the_length_of_running_text():
    for lang, notice, most in (("en", "cookie", 240), ("ja", "利用規約", 120)):
        text = notice + "あ" * (most - len(notice))
        assert content_share(document(lang, text)) == 1.0
        assert content_share(document(lang, text[:-1])) == 0.0


def test_four_short_segments_are_a_menu_and_three_are_headings():
    assert content_share(document("en", "One", "Two", "Three")) == 1.0
    assert content_share(document("en", "One", "Two", "Three", "Four")) == 0.0


def test_a_language_is_judged_from_forty_letters_and_twelve_words_on():
    assert language_share(document("ja", "国" * 39)) == 1.0
    assert language_share(document("ja", "国" * 40)) == 0.0
    word = "abcdef"
    assert language_share(document("en", " ".join([word] * 11))) == 1.0, "a title: only its script counts"
    assert language_share(document("en", " ".join([word] * 12))) == 0.0
    assert language_share(document("en", " ".join(["the"] + [word] * 24))) == 0.2, "a fifth of the words is enough"
    assert language_share(document("ja", "の" + "国" * 39)) == 0.25, "a tenth of the letters is enough"
    assert language_share(document("ja-JP", "の" * 4 + "国" * 36)) == 1.0
    assert language_share(document("ru", "а" * 30 + "a" * 10)) == 0.75


def test_only_the_beginning_of_a_long_text_is_looked_at():
    assert language_share(document("ru", "а" * 20_000 + "a" * 20_000)) == 1.0


def test_the_worse_side_counts():
    links = [Bead((0,), (0,), probability=0.9)]
    found = measure(aligned([JAPANESE], [FRENCH], links))
    assert found.language == language_share(document("en", FRENCH)) < language_share(document("ja", JAPANESE))
    menu = [Bead((0,), tuple(range(len(MENU))))]
    assert measure(aligned([JAPANESE], MENU, menu)).content == 0.0
    assert measure(aligned([JAPANESE], [ENGLISH], links), {ENGLISH}).content == 0.0
