"""Sentences one after the other, in both languages."""

from django.utils.translation import override

from pingyi.ui.words.phrases import running


def test_chinese_sentences_follow_each_other_without_a_blank() -> None:
    with override("zh-hans"):
        assert running(["得分86.0。", "第1名。"]) == "得分86.0。第1名。"
    with override("en"):
        assert running(["Score 86.0.", "Place 1."]) == "Score 86.0. Place 1."
