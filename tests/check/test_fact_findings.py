"""What the checks of numbers, dates, times and names say, and which words of both texts they mark."""

import pytest


def expected(written, value, found, check="number"):
    return (check, "error", f"expected {value} ({written}), found “{found}”", [written], [found])


@pytest.mark.parametrize(
    ("source", "target", "finding"),
    [
        ("3隻と5隻が参加した。", "5 ships and 4 ships took part.", expected("3隻", "3", "4")),
        ("数十人が集まった。", "Hundreds of people gathered.", expected("数十人", "tens", "Hundreds of")),
        ("数万人が集まった。", "Hundreds of people gathered.", expected("数万人", "tens of thousands", "Hundreds of")),
        ("25%増えた。", "It rose by 20%.", expected("25%", "25%", "20%")),
        (
            "気温は5度になる。",
            "It will be 6 degrees Celsius.",
            expected("5度", "5 degrees Celsius", "6 degrees Celsius"),
        ),
        ("5kmを歩く。", "They walk 6 km.", expected("5km", "5 km", "6 km")),
        ("1月12日に開く。", "It opens on January 13.", expected("1月12日", "January 12", "January 13", "date")),
        ("12日に開く。", "It opens on the 13th.", expected("12日", "day 12", "13th", "date")),
        ("昭和50年に始まった。", "It began in 1970.", expected("昭和50年", "1975", "1970", "date")),
        ("2026年5月に始まる。", "It begins in June 2026.", expected("2026年5月", "May 2026", "June 2026", "date")),
        ("会議は火曜日に開く。", "The meeting is on Wednesday.", expected("火曜日", "Tuesday", "Wednesday", "date")),
        ("14時5分に始まる。", "It begins at 3 p.m.", expected("14時5分", "14:05", "3 p.m.", "time")),
        ("大阪を訪問した。", "He visited Kyoto.", expected("大阪", "Osaka", "Kyoto", "name")),
        (
            "防衛省と外務省が発表した。",
            "The Ministry of Finance announced it.",
            expected("防衛省", "Ministry of Defense", "Ministry of Finance", "name"),
        ),
    ],
)
def test_a_value_that_differs_is_named_in_english(said, source, target, finding):
    assert said(source, target) == [finding]


@pytest.mark.parametrize(
    ("source", "target", "value", "found", "difference"),
    [
        ("会談は50分間行われた。", "The talks lasted 50 hours.", "50 minutes (50分間)", "50 hours", "the unit differs"),
        (
            "150万円を支払う。",
            "It pays 15 million yen.",
            "1.5 million yen (150万円)",
            "15 million yen",
            "10 times too much",
        ),
        (
            "5億円を支払う。",
            "It pays 50 billion yen.",
            "500 million yen (5億円)",
            "50 billion yen",
            "100 times too much",
        ),
        ("5万円を支払う。", "It pays 5 yen.", "50,000 yen (5万円)", "5 yen", "10000 times too little"),
        (
            "1.2兆円を計上した。",
            "It set aside 1.2 billion yen.",
            "1.2 trillion yen (1.2兆円)",
            "1.2 billion yen",
            "1000 times too little",
        ),
    ],
)
def test_a_wrong_unit_or_power_of_ten_is_named(said, source, target, value, found, difference):
    ((check, severity, message, _, marked),) = said(source, target)
    assert (check, severity, marked) == ("number", "error", [found])
    assert message == f"expected {value}, found “{found}”: {difference}"


LOWER, UPPER = "a lower limit (at least, more than)", "an upper limit (at most, less than)"


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (
            "3分の2以上を要する。",
            "It requires at most two-thirds.",
            f"{LOWER}: 3分の2; the target sets {UPPER}: “two-thirds”",
        ),
        (
            "10万円以下を払う。",
            "It pays at least 100,000 yen.",
            f"{UPPER}: 10万円; the target sets {LOWER}: “100,000 yen”",
        ),
    ],
)
def test_opposite_limits_of_equal_numbers(said, source, target, message):
    ((check, severity, text, _, _),) = said(source, target)
    assert (check, severity, text) == ("number", "error", f"the source sets {message}")


@pytest.mark.parametrize(
    ("source", "target", "message", "marked"),
    [
        ("政府は来月、4人を派遣する。", "The government will send people.", "4人 (4) is not in the target", "4人"),
        ("詳しくは12を見る。", "See there.", "12 is not in the target", "12"),
        ("14時に始まった。", "It began.", "14時 (14:00) is not in the target", "14時"),
        ("会場を開く。", "The venue opens at 9 a.m.", "“9 a.m.” is not in the source", "9 a.m."),
        ("会議を開いた。", "They held 4 meetings.", "“4” is not in the source", "4"),
        ("第2四半期に始まる。", "It begins in May.", "“May” is not in the source", "May"),
        ("ＭＱ－９を配備する。", "They deploy it.", "MQ-9 is not in the target", "ＭＱ－９"),
        ("F-35が飛んだ。", "F-35 flew with an F-22.", "“F-22” is not in the source", "F-22"),
    ],
)
def test_what_one_side_states_alone_is_a_warning(said, source, target, message, marked):
    findings = [item for item in said(source, target) if item[2] == message]
    assert [(item[1], item[3] + item[4]) for item in findings] == [("warning", [marked])]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("政府は来月、3人を派遣する。", "The government will send people next month."),
        ("政府は来月、1時間の会議を開く。", "The government will hold a meeting next month."),
        ("1980年代に始まった。", "It began long ago."),
        ("12日に会談した。", "They met on Tuesday."),
        ("図を見る。", "See Figure 12."),
        ("白紙だ。", "Page 12 is blank."),
        ("節を見る。", "It is described in Section 5."),
        ("1月15日と2026年1月15日に会談した。", "They met on January 15, 2026 and January 15."),
        ("10月初旬に始まる。", "It begins in October."),
        ("日本時間14時に始まった。", "It began at 5 a.m. UTC."),
    ],
)
def test_what_a_translation_may_leave_out_or_put_otherwise(said, source, target):
    assert said(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "wanted", "found"),
    [
        ("現地時間14時に始まった。", "It began at 2 p.m. Japan time.", "local time", "Japan time"),
        ("日本時間14時に始まった。", "It began at 2 p.m. local time.", "Japan time", "local time"),
        ("日本時間14時に始まった。", "It began at 2 p.m. UTC.", "Japan time", "UTC"),
    ],
)
def test_equal_clocks_of_different_zones(said, source, target, wanted, found):
    message = f"expected {wanted} (14時), found {found} (“2 p.m.”)"
    assert said(source, target) == [("time", "error", message, ["14時"], ["2 p.m."])]


@pytest.mark.parametrize(
    ("source", "target", "severity", "message"),
    [
        (
            "10月初旬に始まる。",
            "It begins in late October.",
            "error",
            "expected the early part of the month (10月初旬), found “late”",
        ),
        (
            "10月下旬に始まる。",
            "It begins in mid-October.",
            "error",
            "expected the late part of the month (10月下旬), found “middle”",
        ),
        (
            "10月中旬に始まる。",
            "It begins in early October.",
            "error",
            "expected the middle part of the month (10月中旬), found “early”",
        ),
        (
            "2025年度に着手する。",
            "Work will begin in 2025.",
            "hint",
            "2025年度 is a fiscal year, “2025” is a calendar year",
        ),
        (
            "2025年に着手する。",
            "Work will begin in fiscal 2025.",
            "hint",
            "2025年 is a calendar year, “fiscal 2025” is a fiscal year",
        ),
    ],
)
def test_parts_of_months_and_kinds_of_years(said, source, target, severity, message):
    assert [item[:3] for item in said(source, target)] == [("date", severity, message)]


def test_a_date_is_compared_with_the_one_that_shares_most_with_it(said):
    source = "2025年10月初旬に始まり、10月に終わる。"
    assert said(source, "It began in October 2025 and ended in late October.") == []
    assert said(source, "It was in late October that it ended; it began in October 2025.") == []
