"""Texts that bite: empty, rare characters, very long."""

TEXTS = [
    "両閣僚は、日米同盟の抑止力・対処力を一層強化することで一致した。",
    "The Ministers concurred to further strengthen the Alliance.",
    "図15.82",
    "",
    "𠮷野家 Q&A <1>",
    "１" * 3000,
]
