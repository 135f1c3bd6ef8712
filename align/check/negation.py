"""Words of negation in both languages, and the idioms that only look like it."""

from __future__ import annotations

import re

IDIOMS_JA = re.compile(
    "とりあえず|余すところな[くい]|ねばいけ(?:ない|ません)|に違い(?:ない|ありません)|(?:を|も)?忘れず(?:に)?|数知れず|きわまりな[いく]|"
    "取るに足(?:ら|り)ない|(?<=[一-鿿ァ-ー])ないし(?=[一-鿿ァ-ヺ])|"
    "する(?:か|/|・)しない|(?<=[0-9０-９、,])ないし|やぶさかで(?:は)?ない|ないほど|ない(?:程|くらい|ぐらい)|"
    "なければ[^。、]{1,24}?(?:ない|ません|ず)|無理も(?:ない|ありません)|目が離せ(?:ない|ません)|大した(?:こと|事)(?:は|では)?ない|"
    "なければ(?:なら|なり|いけ)(?:ない|ません|ず)|ではな(?:く|くて)、?|なくては(?:なら|なり|いけ)(?:ない|ません)|"
    "ねば(?:ならない|なりません)|ないと(?:いけない|いけません)|なけ(?:れば|りゃ)(?=な[らりん]|い[けか]|だめ|ダメ|駄目|[。、]|$)|"
    "ざるを[得え]な(?:い|かった|く)|か(?:も)?しれ(?:ない|ません|ぬ)|に違いな[いく]|に(?:過|す)ぎ(?:ない|ません|ず|"
    "なかった)|に(?:ほか|他)なら(?:ない|ず)|(?:だけ|ばかり)(?:で|では|じゃ)な(?:く|い)|"
    "のみ(?:なら|で(?:は)?な)(?:ず|く|い)|しか(?:[ぁ-ん一-鿿]{0,6})(?:ない|ません|なかった|ず)|少なくな[いく]|"
    "少なから(?:ず|ぬ)|とは限ら(?:ない|ず|ません)|問題(?:は)?(?:ない|ありません)|間違い(?:は)?な[いく]|"
    "限りな[いく]|絶え間な[いく]|少な[いくか]|危な[いくか]|つまらな[いく]|もったいな[いく]|なるべく|否めな[いく]|"
    "否定できな[いく]|欠か(?:せない|せません|すことのできない|すことができない)|欠くことのできない|"
    "やむを[得え](?:ない|ず)|まもなく|間もなく|"
    "さりげな[いく]|切な[いく]|少なくとも|(?:にも)?(?:かか|関|拘)わらず|を問わ(?:ず|ない)|必ず|まず|思わず|絶えず|"
    "相変わらず|残らず|いずれ|はず(?=[のだでが])|ずっと|ずつ|ずれ|わず(?:か)|"
    "絶え(?:ない|なかった|ません)|変わら(?:ず|ない|ぬ|なかった|ません(?:でした)?)|足り(?:て(?:い)?)?(?:ない|ません|なかった|ず)|ないと(?=[。！!…]|ね|$)|ほどな[くい]|余儀な[くい]|"
    "遠から(?:ず|ぬ)|知らず知らず|ともかく|なくなる前|(?<!いら)ない(?:でしょう)?か|ませんか|なくもない|ないわけではない|"
    "ないことはない|ないとも限らない|すかさず|たゆま(?:ぬ|ず)|"
    "揺るぎな[いく]|限り(?:は)?な[いく]|及ばず|言うまでもな[くい]|例外なく|漏れなく|問わず|見逃せな[いく]|"
    "見過ごせな[いく]|計り知れな[いく]|避けられな[いく]|免れな[いく]|譲れな[いく]|"
    "なくなら|忘れな(?:い|く|いで)|尽きな[いく]|待った(?:なし|無し)|ゆるぎな[いく]|確固たる|とんでもな[いく]|"
    "何気な[いく]|名もな[いく]|程な[くい]|差し支え(?:ない|ありません)|構(?:わない|いません)|異なら|劣らず|"
    "ものの(?:ず)|"
    "す(?:み|い)ません|申し?訳(?:あり|ござい)ません|申し訳な[いく]|(?:じゃ|では)ない(?:の|です)?か?(?=[?？])|"
    "に(?:限|かぎ)らず|に(?:限|かぎ)(?:り|られ|定され)(?:ません|ない|ず)|ないと(?:いかん|いかない|だめ|ダメ|なら(?:ない|ん))|"
    "しか[^。]{1,20}?(?:ない|ません|なかった|ず)|ないより(?:も|は)?|らしからぬ|"
    "だけ[^。、]{0,12}(?:で|じゃ)は?(?:ない|ありません)|だけでなく|を?(?:超え|上回ら|下回ら)ない(?:よう|こと|もの)?|"
    "(?:かま|構)(?:わない|わず|いません)|なくて(?:も)?(?:よい|いい|良い|構|かま|大丈夫)|"
    "まじない|あどけな[いく]|ぎこちな[いく]|そっけな[いく]|おぼつかな[いく]|だらしな[いく]|せつな[いく]|"
    "おろそか|水|傷|みずから|自ら|おのず|めずらし|珍し|くず|きずな|ずば|たずさ|いたずら|さず(?:か|け)|あず(?:か|け)|"
    "ねず|ゆず|かならず"
)
JAPANESE_STRONG = re.compile(
    "(?:な(?:い|かった)|なくな(?:る|った))(?=[。」』)】.!?〓]|$|と[、述説表発明しのみ考い判]|と[一-鿿]|こと|ため|方針|"
    "考え|姿勢|見通し|見込み|意向|ので|が、|もの(?:と|の)|ほか|として|という|でくだ|よう(?:求|要|呼|注|指)|"
    "よ[。ねっ!？?]?|ね[。!？?]|な[。あぁ]|し[。、]|んです|んだ|です|けど|から[。、]|場合|とき|時[、は]|際|ほうが|方が|はず|まま|状態|ように)|"
    "ません(?:でした)?(?=[。」』)】.!?]|$|が、|ので|と[、一-鿿]|よ|ね|し[。、]|けど|から[。、])|"
    "必要は?(?:なく|無く)(?=、)|いらない|いりません|なくて(?=[。、])|"
    "(?<=[かがさたなばまらわせけげめれえべねてきしみりびいこじ])ず(?=[、。（(」』]|\\s|$)|(?<=[らせれかさ])ぬ(?=[一-鿿。])|"
    "禁止|禁じ|拒否|拒ん|断念|見送|不可(?!欠|分|避|能性)|否決|却下|不要|免除|否定(?:し|する|的な見)|を避け(?:た|"
    "る。)|免れ(?:た|る。)|遠慮(?:くだ|願|いただ|下)|お断り|お控え|控えるよう|お控えくだ"
)
JAPANESE_NEGATED = re.compile(
    "な(?:い|かった|くて?(?!な[るっりれ])|けれ|し(?=[でに]))|ません|"
    "(?<=[かがさたなばまらわせけげめれえべねてきしみりびこじ])ず(?=[、。にと()「」・]|$)|ぬ(?=[一-鿿。])|ざる|ねば|"
    "禁止|禁じ|不可(?!欠|分|避|能性)|不要|お断り|"
    "(?<=[る来きえれ])まい(?=[。とがし]|$)"
)
"""Every grammatical negation, also where it may be part of an idiom that nobody listed."""
ENGLISH_STRONG = re.compile(
    r"\b(?:not|cannot|never|none|neither|nor|nobody|nothing|nowhere|without|no(?!\.|\s\d|s\b)|"
    r"(?:fail(?:ed|s)?|unable|refus(?:ed|es?))(?=\sto\b))\b|n't\b",
    re.I,
)
EMPHATIC = re.compile(
    r"(?<!to )(?<!can )(?<!only )(?<!what )(?<!must )(?<!should )(?<!will )(?<!could )(?<!would )"
    r"(?:(?<=[a-z] )do|\b(?:does|did))\s(?:\w+ly\s)?[\"“']?"
    r"(?!(?:you|we|they|i|he|she|it|this|that|these|those|the|an?|so|not|your|"
    r"my|our|his|her|its|their|if|to|in|with|for|and|or|more|some|as|at|on|by|from|what|things?|something|nothing|"
    r"anything|is|are|was|well|better|everything|all|any|one|two|three|people|users?|much|most|many|no|too|less|both|"
    r"each|when|while|before|after|because|but|then|day|work\son|keep\sin|of|just|only|like|nothing|today|now|here|"
    r"there|together|again|always|\w+ing)\b)[a-z]{2,}|"
    r"\b(should|is|are|do|does|did|can|will|was|has|have|must|could)\s\(?(?:or|and)\s\1\b",
    re.I,
)
"""An affirmative verb with "do": rare in writing, and what is left where "not" was dropped; "should (or should)"."""
IDIOMS_EN = re.compile(
    r"\b(?:not only|no doubt|whether or not|not least|not just|not merely|no (?:later|more|fewer|less|sooner|earlier|"
    r"other) than|(?:not|cannot|can't) (?:less|more|later|exceed(?:ing)?)(?: than)?|"
    r"nothing but|cannot help but|notwithstanding|why not|nonetheless|nevertheless|no matter|not to mention|"
    r"none other than|no\. ?\d+|nos\. ?\d+|last but not least|needless to say|"
    r"or not(?=[,.;:?!)”\"]|$)|why (?:don't|not|didn't|doesn't)|"
    r"not (?:too |so )?bad|in no time|no (?:signs?|end|wonder)|"
    r"no[- ](?:hitters?|brainer)|can't wait|oh,? no|(?:could|can)(?:n't| not) be (?:any )?(?:more|better|worse)|"
    r"wouldn't dare)\b|"
    r"(?:^|(?<=[.!?\"“] ))(?:Is|Are|Was|Were|Do|Does|Did|Have|Has|Ca|Could|Wo|Would|Should)n't\s[^.!?]*\?|"
    r",?\s(?:is|are|was|were|do|does|did|have|has|had|ca|could|wo|would|should)n't\s\w+\s?\?|"
    r"(?:^|(?<=[.!?\"“] ))(?:Is|Are|Was|Were|Do|Does|Did|Have|Has|Can|Could|Will|Would|Should)\s"
    r"(?:I|you|we|they|he|she|it|this|that|there)\snot\s[^.!?]*\?|"
    r"(?-i:\b[A-Z]\w+ [Nn]o (?=[A-Z]))",
    re.I,
)
ENGLISH_ANY = re.compile(
    r"\b(?:not|cannot|can't|never|none|neither|nor|nobody|nothing|nowhere|without|no(?!\.|\s\d)|unable|unchanged|"
    r"unlikely|unclear|unknown|unavailable|unnecessary|"
    r"un(?!der|til|it|ion|ite|ique|ivers|less\b|do|lock|load|check|subscri|zip|install|veil|fold|if|leash|wind|cover|"
    r"earth|pack|tie|plug)[a-z]{4,}|\w{3,}less(?:ly)?|im(?:possible|patien\w*|mutable|proper\w*|practical|perfect|mobile)|"
    r"in(?:dependent|correct|appropriat|valid|sufficien|adequa|eligib|complet|abilit|visib|consisten|effective|"
    r"sensitiv|activ|capab|secur|accura|accessib|tact\b|admissib|compatib|experience|frequen|flexib|significan|stab|"
    r"toleran|advert|applicab|divis|decis|dispens|evitab|explicab|separa|vulner)\w*|devoid|malfunction\w*|nil|zero|"
    r"ir(?:relevan|reversib|responsib|regular|resist|reparab)\w*|"
    r"il(?:legal|licit)|non-?\w{3,}|"
    r"regardless|despite|only|little|few|hardly|barely|rarely|seldom|scarcely|avoid\w*|prevent\w*|prohibit\w*|"
    r"forbid\w*|ban|bans|banned|banning|refus\w*|reject\w*|den(?:y|ied|ies|ying|ial)|declin\w*|"
    r"fail\w*|lack\w*|los[est]\w*|miss(?:ed|es|ing)?|except\w*|unless|until|ceas\w*|instead|rather|other than|"
    r"exempt\w*|exclud\w*|omit\w*|ignor\w*|neglect\w*|less|far from|short of|doubt\w*|"
    r"bad|worse|poor\w*|comfortable|new to|distract\w*|"
    r"absen\w*|abandon\w*|dismiss\w*|skip\w*|disabl\w*|dis(?:agree|allow|appear|approv|continu|courag|regard|qualif|"
    r"satisf|connect|lik|abl|put|believ|obey|pens|card)\w*|difficult\w*|scrap\w*|cancel\w*|suspend\w*|withdr\w*|"
    r"refrain\w*|postpon\w*|shelv\w*|hid\w*|"
    r"void|lest|for(?:e)?go(?:es|ing|ne)?|h[eo]ld off|put off|passed? up|"
    r"drop(?:s|ped|ping)?|evad\w*|escap\w*|shun\w*|steer\w* clear|otherwise|free of|"
    r"free from|no longer|rul\w+ out|than|too "
    r"\w+ to|yet to|still to|remain\w*|keep\w* from|stay\w*|inact\w*|pending|outside|elsewhere|limited to|mis(?:us|"
    r"tak|match|understand|lead)\w*|"
    r"resist\w*|against|oppose[ds]?|opposing|overturn\w*|block\w*|uncheck\w*|steady|constant|defunct|unpaid|"
    r"closed)\b|n't\b",
    re.I,
)
JAPANESE_ANY = re.compile(
    "遠慮|な(?:い|か|く|し|き|さ)|無|不|未|非|[^ま]ず|ぬ|ませ[んぬ]|否|禁|拒|断|反対|反し|欠|失|まい|除|以外|ほか|他|"
    "のみ|だけ|しか|限|止|避|防|困難|難|控え|見送|据え置|免|廃|解除|ノー|いいえ|変わら|"
    "漏れ|外[れすし]|違|異|却|超え|越え|最も|一方|逆|代わ|違反|例外|ゼロ|零|皆|絶|とど|留|残|空|抜|減|差|別|ほど|最後|"
    "ばかり|こそ|もはや|同じ|同様|いずれも|問わ|よりも|誰|まだ|依然|初めて|がち|離|省|スキップ|無効|オフ|キャンセル|"
    "消|落|まで|最終|最大|最高|過去|いまひとつ|今(?:ひと|一)つ|微妙|悪|やば|ヤバ|あまり|意外|まあまあ|抑え|ううん|全然|全く|大丈夫|"
    "敗|早くても|終了|終わ|やめ|ずじまい|あぐね|かね[るてま]|兼ね"
)
STOPPED_EN = re.compile(r"\b(?:stop\w*|halt\w*|ended)\b", re.I)
"""Where nothing stops in the source, "stopped" may stand for a negation."""
PAIRED = tuple(
    (re.compile(japanese), re.compile(rf"\b(?:{english})\b", re.I))
    for japanese, english in (
        ("なく(?=、|[一-鿿])|なし(?:に|で)|ずに|無断", r"without"),
        ("除[きくい]|以外|のほか|ない限り", r"except\w*|other than|exclud\w*|unless|outside|apart from"),
        ("据え置|変わら|安定|一定|横ばい", r"steady|unchanged|constant|stable"),
        ("負け|敗れ|敗[北退戦]|失|落と", r"los[est]\w*|defeat\w*|miss\w*"),
        ("停|止|終|やめ|中断|満了", r"stop\w*|halt\w*|end(?:s|ed)?|ceas\w*|suspend\w*|cancel\w*|discontinu\w*"),
        ("避け|防[ぐぎい止]|予防", r"avoid\w*|prevent\w*"),
        ("難し|困難|厳し", r"difficult\w*|hard"),
        ("反対|反発|抵抗|に対し", r"oppos\w*|against|resist\w*"),
        ("限|のみ|だけ|しか|わずか|唯一|たった", r"only|limited to|little|few"),
        ("少な|以下|未満|減", r"few\w*|little|less"),
        ("より|比べ|以上|以下|超|上回|下回|未満|前年比", r"than|rather"),
        ("残|とどま|留ま|まま|依然|引き続|なお", r"remain\w*|stay\w*"),
        ("不足|欠|足り", r"lack\w*|short of|insufficient\w*"),
        ("外", r"outside|elsewhere"),
        ("禁", r"prohibit\w*|bans?|banned|forbid\w*"),
        ("失敗|不合格|不履行|怠", r"fail\w*"),
        ("中止|取り消|取消|見合わ", r"cancel\w*|suspend\w*"),
        ("延期|先送|繰り下げ", r"postpon\w*"),
        ("撤|脱退|離脱|引き出|出金", r"withdr\w*"),
        ("隠|非表示", r"hid\w*"),
        ("代わ|ではな", r"instead|rather"),
        ("覆|破棄|却下|棄却|否決|拒", r"overturn\w*|reject\w*|dismiss\w*|refus\w*|den[iy]\w*"),
        ("閉", r"closed"),
        ("まで|までに|から", r"until"),
        ("辞退|低下|減少|下落|落ち", r"declin\w*"),
        (
            "不|未|非|無|違法",
            r"un\w{4,}|in(?:correct|appropriate|valid|sufficient|adequate|complete|visible|consistent|effective|"
            r"active|capable|secure|accurate|accessible|dependent\w*)|im\w{5,}|ir\w{5,}|il\w{4,}|dis\w{4,}|"
            r"non-?\w{3,}|\w{3,}less",
        ),
    )
)
"""Words of refusal, exception or comparison that translate each other. They do not negate the predicate."""
ALIKE = tuple(
    (re.compile(japanese), re.compile(rf"(?:{english})\b", re.I))
    for japanese, english in (
        (
            "問題は?(?:な[いく]|ありません)",
            r"n[’']t matter|(?:\bnot|n[’']t)(?: be)? (?:a |an )?(?:problem|issue)|\bno problems?",
        ),
        ("(?:構|かま)(?:わない|いません)", r"(?:\bnot|n[’']t) (?:mind|care|matter)|\bno (?:problem|objection)"),
        (
            "とは限ら(?:ない|ず|ません)|わけでは?(?:ない|ありません)",
            r"(?:\bnot|n[’']t) (?:always|necessarily|all|every\w*)",
        ),
        ("なけ(?:れば|りゃ)", r"\bif\b[^.;,]{0,50}?(?:\bnot|n[’']t|\bno|\bnever|\bcannot)|\bunless"),
        ("に違い(?:ない|ありません)|間違いな[いく]", r"\bno (?:doubt|mistake)|\bwithout (?:a )?doubt"),
        ("(?:かか|関|拘)わらず|問わず", r"\bno matter|\bwhether or not|\bwithout regard"),
    )
)
"""Idioms of both languages that answer each other, each with a negation."""
KANA = re.compile("[ぁ-ん]")
DOUBLED = re.compile(
    "(?:排除|除外|否定|拒否|禁止|反対|妨げ|拒ま|断念|中止|延期|撤回|撤退)(?:し|は|され|する(?:もの|こと)?で?は?|"
    "せ)?(?:ない|なかった|ません|ず)"
)
"""A negated refusal: to leave out one of the two negations turns the sentence round."""
ENGLISH_UN = re.compile(
    r"\b(?:un\w{3,}|continu\w*|keep\w*|allow\w*|permit\w*|accept\w*|open|remain\w*|stick|maintain\w*|still|possib\w*|"
    r"may|includ\w*|proceed\w*|prepared|stand)\b",
    re.I,
)
