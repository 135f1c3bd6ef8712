"""Pairs of opposites beyond those of `negation`: before and after, left and right, add and remove."""

from __future__ import annotations

import re

from align.check.negation import Words


def _words(japanese: str, english: str, clear: str = "") -> Words:
    """Return one side: Japanese words, English words that answer them, English words that clearly say so."""
    answers = re.compile(rf"\b(?:{english})\b", re.I)
    return re.compile(japanese), answers, re.compile(rf"\b(?:{clear})\b", re.I) if clear else answers


MORE_OPPOSITES: tuple[tuple[Words, Words], ...] = (
    (
        _words(
            "(?:[るうくすつぬむぐぶ]|の|以|直|開始|[一-鿿])前(?:に(?!は)|、|の(?=[一-鿿]))",
            "before|prior|until|till|earlier|ahead|pre\\w*|previous\\w*|ago|last|front|first|early|by|in|yet|past|up",
            "before|prior to",
        ),
        _words(
            "た(?:後|あと)|の(?:後|あと)(?:に|で|、)|[一-鿿]後(?:に|は|の|、|も)|以降|てから",
            "after\\w*|following|follow\\w*|once|later|since|then|post\\w*|next|subsequent\\w*|from|upon|when|on|in|"
            "within|when\\w*|now",
            "after|following",
        ),
    ),
    (
        _words("左", "left\\w*", "left (?:side|hand|foot|leg|arm|ankle|knee|button|click)|(?:on|to|from) the left"),
        _words(
            "右", "right\\w*", "right (?:side|hand|foot|leg|arm|ankle|knee|button|click)|(?:on|to|from) (?:the )?right"
        ),
    ),
    (
        _words("上記|上の(?:例|図|表|コード)", "above|preceding|previous|earlier|this|these|foregoing", "above"),
        _words(
            "以下|下記|次の", "below|following|next|here|this|these|like|such|as|under|less|fewer|or", "below|following"
        ),
    ),
    (
        _words(
            "追加",
            "add\\w*|append\\w*|insert\\w*|includ\\w*|extra|more|new|another|supplement\\w*|further",
            "add(?:s|ed|ing)?|append\\w*|insert\\w*",
        ),
        _words(
            "削除|取り除|除去",
            "remov\\w*|delet\\w*|drop\\w*|eras\\w*|strip\\w*|clear\\w*|clean\\w*|rid|without",
            "remov\\w*|delet\\w*",
        ),
    ),
    (
        _words("親(?=コンポ|要素|会社|クラス|ノード|プロセス|ビュー|テーマ|項目)", "parent\\w*"),
        _words("子(?=コンポ|要素|会社|クラス|ノード|プロセス|ビュー|テーマ|項目)", "child\\w*|subsidiar\\w*"),
    ),
    (
        _words(
            "常に|いつも|必ず",
            "always|every\\w*|all|each|consistent\\w*|constant\\w*|never|must|sure|any\\w*",
            "always",
        ),
        _words("時々|ときどき|たまに", "sometimes|occasional\\w*|at times|once"),
    ),
    (_words("ダウンロード", "download\\w*"), _words("アップロード", "upload\\w*")),
    (_words("インポート", "import\\w*"), _words("エクスポート", "export\\w*")),
    (_words("明日", "tomorrow|next day"), _words("昨日", "yesterday|previous day|day before")),
    (_words("翌日", "next day|following day|day after|later"), _words("前日", "previous day|day before|eve")),
    (
        _words("[朝]", "morning\\w*|dawn|breakfast|a\\.?m|day\\w*|early|overnight|Asa\\w*|Korea\\w*|Ch\\w+", "morning"),
        _words("夕方|夕刻|夜", "evening\\w*|night\\w*|dusk|p\\.?m|overnight", "evening"),
    ),
    (_words("お?父(?!兄|母)", "father\\w*|dad\\w*|pa"), _words("お?母(?!国|校|親会)", "mother\\w*|mom\\w*|mum\\w*")),
    (
        _words(
            "速い|速く|素早|高速|迅速",
            "fast\\w*|quick\\w*|rapid\\w*|swift\\w*|speed\\w*|prompt\\w*|instant\\w*",
            "fast\\w*|quick\\w*|rapid\\w*",
        ),
        _words("遅い|遅く|低速", "slow\\w*|late\\w*|delay\\w*|lag\\w*", "slow\\w*"),
    ),
    (
        _words(
            "小さ", "small\\w*|tiny|little|reduc\\w*|short\\w*|minor|young\\w*|less\\w*|low\\w*|mini\\w*|decreas\\w*"
        ),
        _words("大き", "large\\w*|big\\w*|great\\w*|huge|major|heav\\w*|tall|high\\w*|significant\\w*|much", "larger"),
    ),
    (
        _words(
            "容易|簡単|シンプル",
            "eas\\w*|simpl\\w*|ready|readily|straightforward|convenien\\w*|trivial\\w*|quick\\w*|just",
            "eas(?:y|ier|ily)",
        ),
        _words("困難|難し", "difficult\\w*|hard\\w*|tough|challeng\\w*", "difficult"),
    ),
    (
        _words(
            "優先度?が?高|より高い", "high\\w*|great\\w*|better|more|top|super\\w*|strong\\w*|increas\\w*", "higher"
        ),
        _words("優先度?が?低|低優先|より低い", "low\\w*|less\\w*|poor\\w*|worse|small\\w*|under|decreas\\w*", "lower"),
    ),
    (
        _words("黒字", "black|profit\\w*|surplus\\w*|gain\\w*|positive"),
        _words("赤字", "red|loss\\w*|deficit\\w*|negative|los\\w+"),
    ),
    (
        _words("円高", "strong\\w*|appreciat\\w*|ris\\w*|high\\w*"),
        _words("円安", "weak\\w*|depreciat\\w*|fall\\w*|low\\w*"),
    ),
    (_words("買い手|買主", "buy\\w*|purchas\\w*"), _words("売り手|売主", "sell\\w*|vend\\w*")),
    (
        _words("値上げ", "hik\\w*|rais\\w*|rise|increas\\w*|higher|up"),
        _words("値下げ", "cut\\w*|lower\\w*|reduc\\w*|discount\\w*|decreas\\w*|slash\\w*|down"),
    ),
)
"""Each pair counts where the source says one side and the target clearly says only the other."""
