"""Lists of people on real vectors: a name in kanji or katakana answers the same name in Latin letters."""

from __future__ import annotations

import pytest

from align.facts.pronunciation import available
from align.model import Alignment
from align.pipeline import PairAligner, load_aligner
from align.segment import read_lines

needs_dictionary = pytest.mark.skipif(not available(), reason="needs the dictionary: pip install 'taiyaku[names]'")
ATTENDANCE = {
    "河川審議会議事要旨": "Minutes of the River Council",
    "出席委員": "Members present",
    "会長　榎本博（元知事）": "Mr. H. Enomoto, Chair, former Governor",
    "浜口千鶴（委員）": "Ms. C. Hamaguchi",
    "津島豊（委員）": "Mr. Y. Tsushima",
    "生田麻衣（委員）": "Ms. M. Ikuta",
    "工藤清（委員）": "Mr. K. Kudo",
    "黒川信夫（委員）": "Mr. N. Kurokawa",
    "事務局": "Secretariat",
    "河川課長　久保達也": "Mr. T. Kubo, Director, River Division",
    "河川課係長　関理恵": "Ms. R. Seki, Chief Clerk, River Division",
}


@pytest.fixture(scope="module")
def aligner() -> PairAligner:
    return load_aligner(cache=False)


def aligned(aligner: PairAligner, japanese: list[str], english: list[str]) -> Alignment:
    sides = [
        read_lines("\n".join(lines).encode(), lang, lang, id=lang)[0]
        for lines, lang in ((japanese, "ja"), (english, "en"))
    ]
    return aligner.align(*sides)


def paired(alignment: Alignment) -> set[tuple[str, str]]:
    return {(alignment.source_text(bead), alignment.target_text(bead)) for bead in alignment.beads if not bead.is_null}


@needs_dictionary
def test_persons_whom_one_side_leaves_out_stay_alone_and_the_others_find_each_other(aligner: PairAligner) -> None:
    japanese = [line for line in ATTENDANCE if "津島" not in line and "久保" not in line]
    english = [line for line in ATTENDANCE.values() if "Hamaguchi" not in line and "Kudo" not in line]
    wanted = {(one, other) for one, other in ATTENDANCE.items() if one in japanese and other in english}
    assert paired(aligned(aligner, japanese, english)) == wanted


@needs_dictionary
def test_a_person_who_stands_elsewhere_in_the_list_is_found(aligner: PairAligner) -> None:
    english = list(ATTENDANCE.values())
    english.insert(3, english.pop(7))
    alignment = aligned(aligner, list(ATTENDANCE), english)
    assert paired(alignment) == set(ATTENDANCE.items())
    assert any(bead.crosses for bead in alignment.beads)


@needs_dictionary
def test_another_person_in_the_same_place_is_no_counterpart(aligner: PairAligner) -> None:
    english = [line.replace("Mr. Y. Tsushima", "Mr. S. Morishita") for line in ATTENDANCE.values()]
    found = paired(aligned(aligner, list(ATTENDANCE), english))
    assert found == {(one, other) for one, other in ATTENDANCE.items() if "津島" not in one}


def test_names_in_katakana_need_no_dictionary(aligner: PairAligner) -> None:
    japanese = ["来賓", "アンナ・コワルスキー", "リサ・ブラント", "カルロス・メンデス", "ピーター・ハンセン"]
    english = ["Guests", "Ms. L. Brandt", "Mr. P. Hansen", "Mr. D. Clarke"]
    assert paired(aligned(aligner, japanese, english)) >= {
        ("リサ・ブラント", "Ms. L. Brandt"),
        ("ピーター・ハンセン", "Mr. P. Hansen"),
    }


@needs_dictionary
def test_a_bead_of_two_names_says_that_the_persons_are_the_same(aligner: PairAligner) -> None:
    alignment = aligned(aligner, list(ATTENDANCE), list(ATTENDANCE.values()))
    bead = next(bead for bead in alignment.beads if bead.source == (4,))
    assert next(item for item in bead.evidence if item.name == "names").weight > 0
