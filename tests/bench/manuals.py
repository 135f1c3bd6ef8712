"""The manuals that the sets are made from: Debian 12's packages, where their pages lie, how their texts may be used."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Source:
    """A manual in two languages."""

    name: str
    packages: tuple[str, ...]
    english: str
    """Where its English pages lie, as a glob below the unpacked packages; "{a,b}" in it stands for either."""
    japanese: tuple[tuple[str, str], ...]
    """Replacements that turn an English page's path into the Japanese one's."""
    licence: str
    short: bool = False
    """Its pages are short: consecutive ones are joined to documents of 15 to 80 blocks."""
    limit: int = 0
    """At most so many documents, evenly spread; 0 means all."""
    least: int = 8
    """A page with fewer translated blocks is left out."""
    by_section: bool = False
    """Where two pages differ, keep the sections that do not, provided that the headings agree."""
    kana: float = 0.0
    """Least share of kana and kanji in a translated block: less is mostly left in English."""


LANGUAGE = ((".en.", ".ja."),)
DEV = (
    Source(
        "debref",
        ("debian-reference-en", "debian-reference-ja"),
        "usr/share/debian-reference/ch*.en.html",
        LANGUAGE,
        "GPL-2+",
    ),
    Source(
        "faq",
        ("debian-faq", "debian-faq-ja"),
        "usr/share/doc/debian/FAQ/*.en.html",
        (("FAQ/", "FAQ/ja/"), *LANGUAGE),
        "GPL-2+",
    ),
    Source(
        "gnome",
        ("gnome-user-docs",),
        "usr/share/help/C/gnome-help/*.page",
        (("/C/", "/ja/"),),
        "CC-BY-SA-3.0",
        short=True,
    ),
    Source(
        "gimp",
        ("gimp-help-en", "gimp-help-ja"),
        "usr/share/gimp/2.0/help/en/*.html",
        (("/en/", "/ja/"),),
        "GFDL-1.2+",
        short=True,
    ),
)
_HTML = "usr/share/doc/lilypond/html/Documentation"
_OFFICE = ("libreoffice-help-en-us", "libreoffice-help-ja")
_OFFICE_TEXT = "usr/share/libreoffice/help/en-US/text"
_OTHERS = (
    Source(
        "handbook",
        ("debian-handbook",),
        "usr/share/doc/debian-handbook/html/en-US/*.html",
        (("en-US", "ja-JP"),),
        "GPL-2+ or CC-BY-SA-3.0",
        short=True,
        least=3,
        limit=24,
    ),
    Source(
        "install",
        ("installation-guide-amd64",),
        "usr/share/doc/installation-guide-amd64/en/*.html",
        (("/en/", "/ja/"),),
        "GPL-2+",
        short=True,
        least=3,
    ),
    Source(
        "policy",
        ("debian-policy", "debian-policy-ja"),
        "usr/share/doc/debian-policy/policy.html/*.html",
        (("policy.html/", "ja/policy.html/"),),
        "GPL-2+",
    ),
    Source(
        "devref",
        ("developers-reference", "developers-reference-ja"),
        "usr/share/developers-reference/*.html",
        (("developers-reference/", "developers-reference/ja/"),),
        "GPL-2+",
    ),
    Source(
        "maint",
        ("maint-guide", "maint-guide-ja"),
        "usr/share/doc/maint-guide/html/*.en.html",
        (("maint-guide/", "maint-guide-ja/"), *LANGUAGE),
        "GPL-2+",
    ),
    Source("debmake", ("debmake-doc",), "usr/share/doc/debmake-doc/html/*.en.html", LANGUAGE, "MIT"),
    Source(
        "aptitude",
        ("aptitude-doc-en", "aptitude-doc-ja"),
        "usr/share/doc/aptitude/html/en/*.html",
        (("/en/", "/ja/"),),
        "GPL-2+",
        short=True,
        least=3,
    ),
    Source(
        "kicad",
        ("kicad-doc-en", "kicad-doc-ja"),
        "usr/share/doc/kicad/help/en/*.html",
        (("/en/", "/ja/"),),
        "GPL-3+ or CC-BY-3.0+",
    ),
    Source(
        "edu",
        ("debian-edu-doc-en", "debian-edu-doc-ja"),
        "usr/share/doc/debian-edu-doc-en/debian-edu-bookworm-manual.html",
        (("doc-en", "doc-ja"),),
        "GPL-2+",
    ),
    Source(
        "lilypond",
        ("lilypond-doc-html", "lilypond-doc-html-ja"),
        f"{_HTML}/*/*.html",
        ((".html", ".ja.html"),),
        "GFDL-1.3+",
        short=True,
        least=3,
        limit=40,
    ),
    Source(
        "office",
        _OFFICE,
        f"{_OFFICE_TEXT}/s*/guide/*.html",
        (("/en-US/", "/ja/"),),
        "MPL-2.0",
        short=True,
        least=3,
        limit=40,
    ),
    Source(
        "basic",
        _OFFICE,
        f"{_OFFICE_TEXT}/s*/01/*.html",
        (("/en-US/", "/ja/"),),
        "MPL-2.0",
        short=True,
        least=3,
        limit=30,
    ),
    Source(
        "gedit",
        ("gedit-common", "eog", "file-roller", "brasero-common", "gnome-calculator"),
        "usr/share/help/C/{gedit,eog,file-roller,brasero,gnome-calculator}/*.page",
        (("/C/", "/ja/"),),
        "CC-BY-SA-3.0",
        short=True,
        least=3,
    ),
    Source(
        "gnomedev",
        ("gnome-devel-docs",),
        "usr/share/help/C/platform-overview/*.page",
        (("/C/", "/ja/"),),
        "CC-BY-SA-3.0",
        short=True,
        least=3,
    ),
)
HELD_OUT = tuple(replace(source, by_section=True, kana=0.15) for source in _OTHERS)
