"""What a run says at its end and on the way: counts, rates, distributions, and the time that is left."""

from align.corpus.drive import State
from align.corpus.manifest import Manifest, Run
from align.corpus.run_summary import distributions, duration, filters, rate, summary
from align.corpus.tally import Tally


def run(**values):
    return Run("2026-01-15T00:00:00+00:00", "2 local processes", 2, **values)


def state(**values):
    tally = Tally(pairs=1200, failed=200, beads=5000, links=4000, source_only=600, target_only=400, marked=50)
    tally.marks = {"wrong-partner": 40, "boilerplate": 20}
    body = Manifest("s", "in.tsv", {"tokens": 1, "pairs": 1}, partitions=3, tally=tally)
    body.thresholds = {"wrong-partner": 0.55, "boilerplate": 0.3}
    return State(body, run(seconds=60.0, cpu_seconds=24.0, pairs=600, peak_memory=512_000_000), **values)


def test_the_first_two_lines_say_what_is_there_and_what_this_run_did():
    lines = list(summary(state(skipped=1, redone=2, removed=3), "out"))
    assert lines[0] == ("out: 1,200 pairs in 3 partitions; 5,000 beads: 4,000 links, 600 source only, 400 target only")
    assert lines[1] == (
        "this run: 600 pairs in 1 min 00 s on 2 local processes: 10.0 pairs/s, 40.0 ms of CPU a pair, "
        "at most 512 MB a worker; 1 partitions were there; 2 done again, as their rows had changed; "
        "3 removed, as their rows are gone"
    )
    assert not any("mixed signatures" in line for line in lines)


def test_a_run_that_had_nothing_to_do_and_mixed_signatures_are_told():
    done = state(nothing_to_do=True)
    done.manifest.partitions, done.manifest.signatures = 1, {"a": 2000, "b": 1}
    lines = list(summary(done, "out"))
    assert " pairs in 1 partition; " in lines[0]
    assert lines[1] == "nothing to do: all partitions are there, whole and of these rows"
    assert lines[-3:] == ["mixed signatures:", "  2,000 partitions  a", "  1 partitions  b"]


def test_lost_workers_are_told_and_unknown_memory_is_not():
    done = state()
    done.run.lost_workers, done.run.peak_memory = 4, 0
    assert list(summary(done, "out"))[1] == (
        "this run: 600 pairs in 1 min 00 s on 2 local processes: 10.0 pairs/s, 40.0 ms of CPU a pair; 4 workers lost"
    )
    assert rate(run()) == "0 pairs in 0.0 s on 2 local processes: 0.0 pairs/s, 0.0 ms of CPU a pair"


def test_a_distribution_is_drawn_as_bars_with_its_tenths():
    tally = Tally()
    tally.probability[0], tally.probability[10], tally.probability[19] = 1, 4, 8
    head, links, source, _ = distributions(tally)
    assert head == f"{'':20} 0{'':19}1   10 %   50 %   90 %"
    assert links == "link probability     |▁         ▄        █|   0.53   0.97   0.97"
    assert source == f"{'source coverage':20} |{' ' * 20}|", "nothing was counted"


def test_bars_rise_with_every_eighth_of_the_highest():
    tally = Tally()
    tally.probability[:10] = [0, 1, 5, 10, 11, 20, 40, 70, 71, 80]
    assert list(distributions(tally))[1].split("|")[1].rstrip() == " ▁▁▁▂▂▄▇██"


def test_filters_are_counted_among_the_aligned_pairs_and_failures_among_all():
    done = state()
    assert list(filters(done.manifest.tally, done.manifest.thresholds)) == [
        "filter                below        pairs    share",
        "wrong-partner          0.55           40    4.0 %",
        "boilerplate             0.3           20    2.0 %",
        "any of them                           50    5.0 %   marked, not removed",
        "failed                               200   16.7 %   see failures.parquet",
    ]
    assert [line.split()[-1] for line in filters(Tally(), {"boilerplate": 0.3})][1] == "-"


def test_durations():
    assert [duration(seconds) for seconds in (0.04, 9.94, 10.4, 59.4, 59.6, 65, 3599, 3600, 7859)] == [
        "0.0 s",
        "9.9 s",
        "10 s",
        "59 s",
        "1 min 00 s",
        "1 min 05 s",
        "59 min 59 s",
        "1 h 00 min",
        "2 h 10 min",
    ]


def test_the_time_left_counts_what_this_run_has_done_only():
    done = state(share=0.5, share_found=0.25)
    assert done.seconds_left == 60.0 * 0.5 / 0.25
    assert state(share=0.25, share_found=0.25).seconds_left is None
