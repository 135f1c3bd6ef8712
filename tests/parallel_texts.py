"""Ten sentences in Japanese and English, and documents made of such texts."""

from align.model import Document, Segment
from align.text.sentences import sentence_spans

TEXTS = [
    (
        "１　総論",
        "1 Overview",
    ),
    (
        "両閣僚は、防衛費を43兆円に増額する方針を確認した。",
        "The Ministers confirmed the plan to raise the defense budget to 43 trillion yen.",
    ),
    (
        "大雨により、九州新幹線は正午まで運転を見合わせた。",
        "Heavy rain stopped the Kyushu Shinkansen until noon.",
    ),
    (
        "気象庁は、台風第10号が週末に東海地方へ上陸するおそれがあると発表した。",
        "The Meteorological Agency warned that Typhoon No. 10 may make landfall in the Tokai region over the weekend.",
    ),
    (
        "日本銀行は政策金利を0.5パーセントに据え置いた。",
        "The Bank of Japan left its policy rate at 0.5 percent.",
    ),
    (
        "小学校では来年度からプログラミング教育が必修となる。",
        "Programming becomes compulsory in primary schools next fiscal year.",
    ),
    (
        "博物館には恐竜の骨格標本が5体展示されている。",
        "Five dinosaur skeletons are on display at the museum.",
    ),
    (
        "牛乳の消費量は、この10年で2割減少した。",
        "Milk consumption has fallen by twenty percent in ten years.",
    ),
    (
        "選手団は3個の金メダルを獲得し、空港で大歓迎を受けた。",
        "The team won three gold medals and was cheered at the airport.",
    ),
    (
        "この薬は食後に水と一緒に服用してください。",
        "Take this medicine with water after meals.",
    ),
]


def document(lang, texts, name="pair"):
    segments = [Segment(index, text, sentences=sentence_spans(text, lang)) for index, text in enumerate(texts)]
    return Document(name, lang, tuple(segments))


def pair(source, target):
    return document("ja", source), document("en", target)
