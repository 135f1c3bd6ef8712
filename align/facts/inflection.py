"""The forms of an English word: plural, past, participle, comparison."""

from __future__ import annotations

import re

_FORMS = """be am is are was were been being|have has had having|do does did done doing|go goes went gone going
make makes made making|take takes took taken taking|give gives gave given giving|get gets got gotten getting
run runs ran running|begin begins began begun beginning|write writes wrote written writing|hold holds held holding
keep keeps kept keeping|leave leaves left leaving|lose loses lost losing|pay pays paid paying|say says said saying
sell sells sold selling|buy buys bought buying|send sends sent sending|set sets setting|put puts putting
cut cuts cutting|let lets letting|rise rises rose risen rising
fall falls fell fallen falling|grow grows grew grown growing
know knows knew known knowing|lead leads led leading|meet meets met meeting|build builds built building
bring brings brought bringing|bear bears bore borne bearing
choose chooses chose chosen choosing|draw draws drew drawn drawing
drive drives drove driven driving|find finds found finding|fight fights fought fighting|fly flies flew flown flying
forbid forbids forbade forbidden forbidding|forget forgets forgot forgotten forgetting|lay lays laid laying
lend lends lent lending|lie lies lay lain lying|light lights lit lighted lighting|read reads reading
ride rides rode ridden riding|see sees saw seen seeing|seek seeks sought seeking|shut shuts shutting
spend spends spent spending|split splits splitting|stand stands stood standing|steal steals stole stolen stealing
strike strikes struck striking|swear swears swore sworn swearing|teach teaches taught teaching|tell tells told telling
think thinks thought thinking|throw throws threw thrown throwing|understand understands understood understanding
undertake undertakes undertook undertaken undertaking|win wins won winning|bind binds bound binding
override overrides overrode overridden overriding|withdraw withdraws withdrew withdrawn withdrawing
child children|man men|woman women|person people persons|foot feet|tooth teeth|mouse mice|goose geese
analysis analyses|basis bases|crisis crises|thesis theses|hypothesis hypotheses|axis axes|diagnosis diagnoses
criterion criteria|phenomenon phenomena|datum data|medium media|bacterium bacteria|memorandum memoranda memorandums
index indices indexes|matrix matrices matrixes|appendix appendices appendixes|vertex vertices|formula formulae formulas
life lives|knife knives|wife wives|half halves|shelf shelves|leaf leaves|self selves|calf calves|wolf wolves
good better best|bad worse worst|little less least|many more most|much more most|far farther further"""
_IRREGULAR = {forms[0]: forms for line in re.split(r"[|\n]", _FORMS) if (forms := tuple(line.split()))}


def forms_of(word: str) -> tuple[str, ...]:
    """Return the word in lower case and its other forms.

    >>> forms_of("child"), "developed" in forms_of("develop"), "stopping" in forms_of("stop")
    (('child', 'children'), True, True)
    """
    lower = word.lower()
    if irregular := _IRREGULAR.get(lower):
        return irregular
    if not lower.isalpha() or len(lower) < 3:
        return (lower, f"{lower}s")
    stem = lower[:-1]
    found = {lower, f"{lower}s"}
    if lower.endswith(("s", "x", "z", "ch", "sh", "o")):
        found.add(f"{lower}es")
    if lower.endswith("y") and lower[-2] not in "aeiou":
        found = {lower}
        found |= {f"{stem}ies", f"{stem}ied", f"{lower}ing", f"{stem}ier", f"{stem}iest"}
    elif lower.endswith("ie"):
        found |= {f"{lower}d", f"{lower[:-2]}ying"}
    elif lower.endswith("e"):
        found |= {f"{lower}d", f"{stem}ing", f"{lower}r", f"{lower}st"}
    else:
        found |= {f"{lower}ed", f"{lower}ing"}
        if re.fullmatch(r".*[^aeiou][aeiou][^aeiouwxy]", lower):
            found |= {f"{lower}{lower[-1]}ed", f"{lower}{lower[-1]}ing"}
    if lower.endswith("fe"):
        found.add(f"{lower[:-2]}ves")
    return tuple(sorted(found))
