"""Kinds of numbers, dates and times that the two languages write differently: right pairs and wrong ones."""

import pytest

RIGHT = [
    ("金利は2・5%になった。", "The rate rose to 2.5%."),
    ("終値は1万2345・67ドルだった。", "It closed at $12,345.67."),
    ("打率・318の選手だ。", "He bats .318."),
    ("打率3割1分8厘の選手だ。", "He bats .318."),
    ("利用者は35 万人に達した。", "Users reached 350,000."),
    ("17年に入社した。", "She joined in 2017."),
    ("作家(1931〜98年)の家を公開する。", "The house of the writer (1931-1998) is open."),
    ("1903(明治36)年に建てられた。", "It was built in 1903 (Meiji 36)."),
    ("30代の女性が受け取った。", "A woman in her thirties received it."),
    ("40代の男性が訪れた。", "A man in his 40s came."),
    ("10代の若者が集まった。", "Teenagers gathered."),
    ("6日(土)に開く。", "It opens on the 6th (Sat)."),
    ("試合は2時間14分で終わった。", "The game ended after 2hr 14min."),
    ("試合は3-2で勝った。", "They won 3-2, and went home."),
    ("新型コロナの影響で中止した。", "It was canceled because of Covid-19."),
    ("セブンイレブンで買った。", "I bought it at Seven-Eleven."),
    ("15人制の大会に出た。", "They played at the Rugby Union event."),
    ("3年生が参加した。", "Seniors took part."),
    ("5連勝を目指す。", "They aim for a fifth straight win."),
    ("4連勝を目指す。", "They aim for a fourth consecutive win."),
    ("11人を超えた。", "More than a dozen came."),
    ("四半世紀が過ぎた。", "25 years have passed."),
    ("15分の遅れが出た。", "It was a quarter of an hour late."),
    ("十数万人が来た。", "Well over a hundred thousand came."),
    ("70万件を登録した。", "We registered 700k records."),
    ("受付はPM1:30からです。", "Registration opens at 1:30 p.m."),
    ("零時五分に着いた。", "It arrived at 0:05."),
    ("身長は1㍍72だ。", "He is 1.72 meters tall."),
    ("初回の後は2回目以降の処理をする。", "It is handled after the initial render."),
    ("時速60キロで走る。", "It runs at 60 km per hour."),
]
WRONG = [
    ("金利は2・5%になった。", "The rate rose to 2.6%.", "number"),
    ("利用者は35 万人に達した。", "Users reached 3.5 million.", "number"),
    ("30代の女性が受け取った。", "A woman in her forties received it.", "number"),
    ("17年に入社した。", "She joined in 2018.", "date"),
    ("6日(土)に開く。", "It opens on the 6th (Sun).", "date"),
    ("1回20μgを与える。", "Give 20 mg per dose.", "number"),
    ("電圧は5Vである。", "The voltage is 5 kV.", "number"),
    ("四半世紀が過ぎた。", "50 years have passed.", "number"),
]


def facts_only(findings):
    return [(check, severity) for check, severity, *_ in findings if check in ("number", "date", "time", "acronym")]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_one_value_in_two_forms_is_no_finding(said, source, target):
    assert facts_only(said(source, target)) == []


@pytest.mark.parametrize(("source", "target", "check"), WRONG)
def test_another_value_in_such_a_form_is_a_finding(said, source, target, check):
    assert check in {name for name, _ in facts_only(said(source, target))}
