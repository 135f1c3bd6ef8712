"""The fixed parts of the document, and the heads and tails of the streamed parts."""

from __future__ import annotations

from align.exchange.dates import xml_time
from align.exchange.xml import DECLARATION, element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

ACCENT = "2B4A8B"
REVIEWER_LABEL = "Reviewed by:"
INSTRUCTIONS = (
    "Write your name above. Choose a verdict, write a comment or correct a text in the tables; then "
    "align merge brings them back. Rows may be deleted."
)


def core(created: str) -> str:
    """Return the properties of the document, with the time at which the alignment was made."""
    dated = xml_time(created)
    moment = f'<dcterms:created xsi:type="dcterms:W3CDTF">{dated}</dcterms:created>' if dated else ""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{element('dc:title', 'Aligned texts')}{element('dc:creator', 'align')}{moment}</cp:coreProperties>"
    )


_TYPES = f"""{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.settings+xml"/>\
<Override PartName="/word/comments.xml" ContentType="{_OFFICE}.comments+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{_OFFICE}.footer+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""

_ROOT_RELATIONS = f"""{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>"""

_RELATIONS = f"""{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_R}/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{_R}/comments" Target="comments.xml"/>\
<Relationship Id="rId4" Type="{_R}/footer" Target="footer1.xml"/>\
</Relationships>"""

_SETTINGS = f"""{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:compat>\
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat></w:settings>"""

_FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Yu Mincho" w:cs="Calibri"/>'


def _style(name: str, title: str, paragraph: str, run: str, base: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="{base}"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


_STYLES = (
    f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="20"/>'
    '<w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + _style(
        "Heading1",
        "heading 1",
        '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="0"/>',
        f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="30"/><w:szCs w:val="30"/>',
    )
    + _style("Told", "Told", '<w:keepNext/><w:spacing w:after="100"/>', '<w:color w:val="5D6475"/><w:sz w:val="18"/>')
    + _style("Small", "Small", "", '<w:color w:val="5D6475"/><w:sz w:val="16"/>')
    + _style("Tiny", "Tiny", "", '<w:color w:val="A8ACB5"/><w:sz w:val="8"/>')
    + _style("Head", "Head", "<w:keepNext/>", '<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="18"/>')
    + "</w:styles>"
)

_FOOTER = (
    f'{DECLARATION}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Small"/><w:jc w:val="right"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)

FIXED = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _ROOT_RELATIONS,
    "word/_rels/document.xml.rels": _RELATIONS,
    "word/styles.xml": _STYLES,
    "word/settings.xml": _SETTINGS,
    "word/footer1.xml": _FOOTER,
}

DOCUMENT_HEAD = (
    f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>'
    f'<w:p><w:pPr><w:pStyle w:val="Told"/></w:pPr><w:r><w:t xml:space="preserve">{REVIEWER_LABEL} </w:t></w:r>'
    '<w:sdt><w:sdtPr><w:alias w:val="Reviewer"/><w:tag w:val="reviewer"/><w:text/></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>–</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    f'<w:p><w:pPr><w:pStyle w:val="Told"/></w:pPr><w:r><w:t>{INSTRUCTIONS}</w:t></w:r></w:p>'
)
DOCUMENT_TAIL = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="850" w:right="794" w:bottom="850" w:left="794" w:header="400" w:footer="400" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)
COMMENTS_HEAD = f'{DECLARATION}<w:comments xmlns:w="{W}">'
