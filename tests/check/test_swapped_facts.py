"""Facts that change places, dates named by their distance, times in two zones."""

import pytest

SWAPPED = [
    ("大人900円、子供300円です。", "It is 300 yen for adults and 900 yen for children."),
    ("4月8日から6月2日まで休む。", "Closed from June 2 to April 8."),
    ("トラック14台とバイク32台が並ぶ。", "There are 32 trucks and 14 motorcycles."),
]
IN_PLACE = [
    ("大人900円、子供300円です。", "It is 900 yen for adults and 300 yen for children."),
    ("5世帯12人が住む。", "Twelve people in five households live there."),
    ("18勝7敗だった。", "They had 18 wins and 7 losses."),
]


def swaps(findings):
    return [item for item in findings if "changed places" in item[2]]


@pytest.mark.parametrize(("source", "target"), SWAPPED)
def test_two_facts_that_change_places_are_one_finding(said, source, target):
    (finding,) = swaps(said(source, target))
    assert len(finding[3]) == len(finding[4]) == 2


@pytest.mark.parametrize(("source", "target"), IN_PLACE)
def test_facts_in_their_places_are_no_finding(said, source, target):
    assert swaps(said(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("前年の売上を示す。", "It shows next year's sales."),
        ("翌週に届く。", "It arrived the previous week."),
        ("来月下旬に開く。", "It opens early next month."),
        ("上期の損益。", "Profit and loss for the second half."),
        ("40代後半の客。", "A customer in her early forties."),
        ("震度6強の揺れ。", "A tremor of lower 6."),
    ],
)
def test_another_distance_or_degree_is_an_error(said, source, target):
    assert ("date", "error") in [item[:2] for item in said(source, target)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("前年の売上を示す。", "It shows the sales of a year earlier."),
        ("翌週に届く。", "It arrives the following week."),
        ("今年と来年の計画。", "The plans for this year and next year."),
        ("先月の会議。", "The meeting in March."),
    ],
)
def test_the_same_distance_is_no_finding(said, source, target):
    assert [item for item in said(source, target) if item[0] == "date" and item[1] == "error"] == []


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("配信は21:00 JSTに始まる。", "The stream starts at 12:00 UTC.", 0),
        ("配信は21:00 JSTに始まる。", "The stream starts at 21:00 UTC.", 1),
        ("配信は日本時間21時に始まる。", "The stream starts at 13:00 UTC.", 1),
        ("配信は日本時間21時に始まる。", "The stream starts at 7 a.m. EST.", 0),
        ("配信は日本時間21時に始まる。", "The stream starts at 8 a.m. EDT.", 0),
    ],
)
def test_a_time_in_another_zone_must_be_converted(said, source, target, count):
    assert len([item for item in said(source, target) if item[0] == "time"]) == count
