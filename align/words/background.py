"""Everyday words of both languages: how near a word is to any word, for margins that do not depend on the document."""

from __future__ import annotations

JAPANESE = tuple(
    """時間 場所 人間 社会 経済 政治 会社 学校 問題 方法 結果 原因 目的 理由 関係 計画 制度 法律 契約
    権利 責任 情報 技術 機械 電気 建物 道路 交通 天気 健康 病院 教育 研究 調査 報告 会議 事業 市場
    価格 費用 予算 税金 銀行 投資 利益 増加 減少 変更 開始 終了 実施 決定 発表 説明 確認 申請 提出
    利用 使用 設定 選択 表示 保存 削除 入力 出力 画面 文書 名前 番号 種類 部分 全体 最大 最小
    新しい 古い 大きい 小さい 高い 低い 多い 少ない 良い 悪い 行く 来る 見る 聞く 話す 書く 読む
    作る 使う 持つ 入る 出る 始める 終わる 変える 増える 減る 受ける 与える 考える 知る 思う 東京
    日本 米国 中国 世界 地域 国際 今日 昨日 来年 昨年 毎日 午前 午後 朝 夜 水 火 空 海 山 川 木 花
    動物 食べ物 料理 音楽 映画 試合 選手 警察 事故 事件 裁判 政府 大臣 議会 選挙 防衛 部隊 訓練
    安全 平和 協力 支援 環境 資源 エネルギー データ システム サービス プログラム ファイル
    コンピュータ メール ページ ユーザー 家族 子ども 女性 男性 高齢者 労働 給料 住宅 土地 農業 工場
    製品 品質 輸出 十分 重要 必要 可能 簡単 特別 一般 共通 個人 公共 直接 完全 非常 数 一 二 三 第
    者 費 率 部 室 会 員 点 面 的 化""".split()
)
ENGLISH = tuple(
    """time place person society economy politics company school problem method result cause purpose
    reason relation plan system law contract right responsibility information technology machine
    electricity building road traffic weather health hospital education research survey report
    meeting business market price cost budget tax bank investment profit increase decrease change
    start end carry decide announce explain confirm apply submit use set select display save
    delete input output screen document name number kind part whole maximum minimum new old large
    small high low many few good bad go come see hear speak write read make have enter leave begin
    finish grow fall receive give think know tokyo japan states china world region international
    today yesterday next last daily morning afternoon night water fire sky sea mountain river tree
    flower animal food cooking music film match player police accident incident court government
    minister parliament election defense unit training safety peace cooperation support
    environment resource energy data service program file computer mail page user family child
    woman man elderly labor wage housing land agriculture factory product quality export
    sufficient important necessary possible easy special general common individual public direct
    complete very figure one two three first member fee rate department room point surface also
    each about more under over against without not no all other""".split()
)
"""Words of everyday life, government, business and computing; written for this list."""
