"""Confirmed beads are found again in documents that changed, by their texts."""

from align.locks import Confirmed, locks_for
from align.model import Alignment, Bead, Document, Segment

JA, EN = ("一。", "二。", "三。", "四。"), ("One.", "Two.", "Three.", "Four.")


def document(texts: tuple[str, ...], lang: str, name: str = "x") -> Document:
    return Document(name, lang, tuple(Segment(i, text) for i, text in enumerate(texts)))


def confirmed(*beads: Bead, name: str = "x") -> Confirmed:
    used = ({i for bead in beads for i in bead.source}, {i for bead in beads for i in bead.target})
    rest = [Bead((i,), ()) for i in range(4) if i not in used[0]] + [
        Bead((), (i,)) for i in range(4) if i not in used[1]
    ]
    alignment = Alignment(document(JA, "ja", name), document(EN, "en", name), (*beads, *rest))
    return Confirmed(f"{name}.align.json", alignment, beads)


def places(locks: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in locks]


def test_unchanged_texts_keep_their_numbers_and_become_certain() -> None:
    locks, noted = locks_for(document(JA, "ja"), document(EN, "en"), [confirmed(Bead((1, 2), (1,), probability=0.2))])
    assert places(locks) == [((1, 2), (1,))]
    assert (locks[0].probability, locks[0].locked, noted) == (1.0, True, ())


def test_locks_move_with_their_texts() -> None:
    source = document(("前。", *JA), "ja")
    target = document((EN[0], "New.", *EN[1:]), "en")
    locks, noted = locks_for(source, target, [confirmed(Bead((0,), (0,)), Bead((1, 2), (1,)), Bead((3,), ()))])
    assert places(locks) == [((1,), (0,)), ((2, 3), (2,)), ((4,), ())]
    assert noted == ()


def test_a_lock_whose_text_changed_or_was_torn_apart_is_told_and_dropped() -> None:
    changed = document((JA[0], "弐。", *JA[2:]), "ja")
    locks, noted = locks_for(changed, document(EN, "en"), [confirmed(Bead((0,), (0,)), Bead((1,), (1,)))])
    assert places(locks) == [((0,), (0,))]
    assert noted == ("x.align.json: 1 of 2 locks no longer fit the texts",)
    torn = document((JA[0], JA[1], "中。", JA[2], JA[3]), "ja")
    locks, noted = locks_for(torn, document(EN, "en"), [confirmed(Bead((1, 2), (1,)))])
    assert (locks, noted) == ([], ("x.align.json: 1 of 1 locks no longer fit the texts",))


def test_of_several_files_the_one_named_after_the_pair_speaks() -> None:
    files = [confirmed(Bead((0,), (0,)), name="x"), confirmed(Bead((1,), (1,)), name="y")]
    locks, noted = locks_for(document(JA, "ja", "y"), document(EN, "en", "y"), files)
    assert (places(locks), noted) == ([((1,), (1,))], ())


def test_a_single_file_speaks_for_any_pair_that_shares_its_texts_and_for_no_other() -> None:
    one = [confirmed(Bead((0,), (0,)), name="old")]
    assert places(locks_for(document(JA, "ja"), document(EN, "en"), one)[0]) == [((0,), (0,))]
    stranger = document(("全く別。",), "ja"), document(("Else.",), "en")
    assert locks_for(*stranger, one) == ([], ())


def test_among_several_pairs_a_single_file_speaks_for_its_own_pair_only() -> None:
    one = [confirmed(Bead((0,), (0,)), name="old")]
    documents = document(JA, "ja"), document(EN, "en")
    assert locks_for(*documents, one, several_pairs=True) == ([], ())
    named = document(JA, "ja", "old"), document(EN, "en", "old")
    assert places(locks_for(*named, one, several_pairs=True)[0]) == [((0,), (0,))]
