"""What has no counterpart is in doubt where the other side's reader lost text."""

from dataclasses import replace

from align.model import Alignment, Bead, Document, Segment, SupportLink, SupportMap
from align.support.lost_text import DOUBT, doubt_around_losses


def aligned(source_lost: tuple[int, ...] = (), target_lost: tuple[int, ...] = ()) -> Alignment:
    """Eight source segments; numbers 2 and 6 have no counterpart, the others have one each."""
    source = Document("x", "ja", tuple(Segment(n, f"文{n}。") for n in range(8)), lost=source_lost)
    target = Document("x", "en", tuple(Segment(n, f"Text {n}.") for n in range(6)), lost=target_lost)
    pairs = dict(zip((0, 1, 3, 4, 5, 7), range(6), strict=True))
    beads = [Bead((n,), (pairs[n],) if n in pairs else (), 0.98) for n in range(8)]
    links = tuple(SupportLink((n, 0), (m, 0), 0.95) for n, m in pairs.items())
    unused = tuple((0.02 if n in pairs else 0.97,) for n in range(8))
    support = SupportMap(links, unused, tuple((0.02,) for _ in range(6)))
    return Alignment(source, target, tuple(beads), "signature", "", support)


def left_out(alignment: Alignment) -> list[float]:
    return [bead.probability for bead in alignment.beads if not bead.target]


def test_nothing_changes_where_nothing_was_lost() -> None:
    assert doubt_around_losses(aligned()) == aligned()


def test_left_out_is_in_doubt_where_the_target_lost_text() -> None:
    found = doubt_around_losses(aligned(target_lost=(2,)))
    assert left_out(found) == [DOUBT, 0.98]
    assert found.support is not None
    assert (found.support.unused[2], found.support.unused[6]) == ((DOUBT,), (0.97,))


def test_a_loss_of_its_own_side_makes_nothing_doubtful() -> None:
    assert left_out(doubt_around_losses(aligned(source_lost=(2,)))) == [0.98, 0.98]


def test_a_loss_at_the_end_makes_the_end_doubtful() -> None:
    alignment = aligned(target_lost=(6,))
    beads = (*alignment.beads[:7], Bead((7,), (), 0.98), Bead((), (5,), 0.98))
    assert left_out(doubt_around_losses(replace(alignment, beads=beads, support=None))) == [0.98, DOUBT, DOUBT]


def test_what_a_person_locked_stays() -> None:
    alignment = aligned(target_lost=(2,))
    beads = tuple(replace(bead, locked=True) for bead in alignment.beads)
    assert left_out(doubt_around_losses(replace(alignment, beads=beads))) == [0.98, 0.98]
