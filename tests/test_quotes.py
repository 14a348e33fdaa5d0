"""Attributions as rows: types, words, nesting, identifiers; and the table over articles."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit import encoder
from toolkit.document import Document
from toolkit.language import parse_texts
from toolkit.quotes import extract_quotes, rules, tabulate_attributions
from toolkit.quotes import table as table_module
from toolkit.quotes.attribution import Attribution
from toolkit.schema import QUOTES


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def tabulate(text: str, *attributions: dict) -> list[dict]:
    """Rows of attributions given in words."""
    document = Document("d", "unknown", None, text, next(parse_texts([text])))
    made = [
        Attribution(
            content=tuple(place(text, words) for words in attribution["content"]),
            cue=tuple(place(text, words) for words in attribution.get("cue", ())),
            source=tuple(place(text, words) for words in attribution.get("source", ())),
            continues=attribution.get("continues"),
        )
        for attribution in attributions
    ]
    return tabulate_attributions(document, made)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Reyes said “we go”.", ["we go"], "direct"),
        ("Reyes said they “go”.", ["they “go”"], "mixed"),
        ("Reyes said they go.", ["they go"], "indirect"),
        ("“We go,” said Reyes, “today.”", ["We go", "today"], "direct"),
        ("“We go,” said Reyes. Now.", ["We go", "Now"], "mixed"),
    ],
)
def test_the_type_says_how_many_words_are_quoted(text, content, expected):
    assert tabulate(text, {"content": content})[0]["quote_type"] == expected


def test_content_has_the_outer_ends_and_spans_the_words():
    text = "“We go,” said Reyes, “and stay.”"
    row = tabulate(text, {"content": ["We go", "and stay"], "cue": ["said"], "source": ["Reyes"]})[0]
    assert row["content"] == "We go,” said Reyes, “and stay"
    assert [text[start:end] for start, end in row["spans"]] == ["We go", "and stay"]
    assert (row["start"], row["end"], row["n_words"]) == (1, 30, 4)
    assert (row["cue"], row["cue_start"], row["speaker_mention"], row["speaker_start"]) == (
        "said", 9, "Reyes", 14,
    )  # fmt: skip
    assert row["position"] == pytest.approx(1 / 32)


@pytest.mark.parametrize(("cue", "shown"), [("agreed:", "agreed"), ("agreed", "agreed"), (":", ":")])
def test_a_cue_has_no_colon_behind(cue, shown):
    row = tabulate("Reyes agreed: the deal is dead.", {"content": ["the deal is dead"], "cue": [cue]})[0]
    assert (row["cue"], row["cue_end"] - row["cue_start"]) == (shown, len(shown))


def test_several_parts_of_a_cue_are_joined():
    text = "Reyes called the deal a farce."
    row = tabulate(text, {"content": ["the deal"], "cue": ["called", "a"]})[0]
    assert (row["cue"], row["cue_end"]) == ("called … a", 12)


def test_a_word_belongs_to_the_innermost_attribution():
    text = "Reyes said Lind “swore” that all was well and left."
    outer = {"content": [text[11:-1]], "cue": ["said"], "source": ["Reyes"]}
    inner = {"content": ["that all was well"], "cue": ["swore"], "source": ["Lind"]}
    first, second = tabulate(text, inner, outer)
    assert second["parent_quote_id"] == first["quote_id"]
    assert [text[start:end] for start, end in first["spans"]] == ["Lind “swore”", "and left"]
    assert (first["quote_type"], second["quote_type"]) == ("mixed", "indirect")
    assert (first["n_words"], second["n_words"]) == (4, 4)


@pytest.mark.parametrize(
    ("text", "inner", "rest"),
    [
        ('The agency quoted Reyes as saying: "We go on." It ended.', "We go on", ["Reyes as saying"]),
        ("The agency quoted Reyes as saying: “We go on.”", "We go on", ["Reyes as saying"]),
        (
            "The agency quoted Reyes as saying, she was “late”, that it was.",
            "that it was",
            ["Reyes as saying, she was “late”"],
        ),
    ],
)
def test_what_is_left_to_the_outer_attribution_has_no_marks_of_the_inner_one(text, inner, rest):
    content = text[text.index("Reyes") :]
    outer = {"content": [content], "cue": ["quoted"], "source": ["The agency"]}
    first, _ = tabulate(text, outer, {"content": [inner], "cue": ["saying"], "source": ["Reyes"]})
    assert [text[start:end] for start, end in first["spans"]][:1] == (
        rest or ["Reyes as saying, she was “late”"]
    )


def test_what_stands_between_the_words_of_another_is_reported_by_nobody():
    text = "“We go,” said Reyes, who asked that it be kept quiet. “We stay.”"
    outer = {"content": ["We go", "We stay."], "cue": ["said"], "source": ["Reyes"]}
    first, second = tabulate(text, outer, {"content": ["that it be kept quiet"], "cue": ["asked"]})
    assert second["parent_quote_id"] is None
    assert (first["n_words"], second["n_words"]) == (4, 5)


def test_attributions_that_overlap_in_part_share_no_word():
    text = "Reyes said Lind left and Bo stayed."
    first, second = tabulate(text, {"content": ["Lind left and Bo"]}, {"content": ["and Bo stayed"]})
    assert second["parent_quote_id"] is None
    assert [text[start:end] for start, end in first["spans"]] == ["Lind left"]
    assert [text[start:end] for start, end in second["spans"]] == ["and Bo stayed"]


def test_a_parent_without_words_of_its_own_keeps_the_type_of_its_content():
    text = "Reyes “told all” it."
    outer, inner = tabulate(text, {"content": ["told all"]}, {"content": ["told all"], "cue": ["Reyes"]})
    assert (outer["quote_type"], outer["n_words"], outer["spans"]) == ("direct", 0, [])
    assert inner["parent_quote_id"] == outer["quote_id"]


def test_rows_are_numbered_in_text_order_and_continued_ones_point_back():
    text = "“We go,” said Reyes.\n“We stay there too.”"
    later = {"content": ["We stay there too."], "continues": 1}
    first, second = tabulate(text, later, {"content": ["We go"], "cue": ["said"], "source": ["Reyes"]})
    assert [first["quote_id"], second["quote_id"]] == ["d-q001", "d-q002"]
    assert [first["attribution_id"], second["attribution_id"]] == ["d-a001", "d-a002"]
    assert (first["continues"], second["continues"]) == (None, "d-q001")
    assert (second["cue"], second["cue_start"], second["speaker_mention"]) == (None, None, None)


ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "text": ["“We go,” Reyes said.", None, "Lind said it rained."],
        "status": ["ok", "empty", "ok"],
    }
)


def test_the_table_has_every_column_in_its_type_and_leaves_its_input_alone():
    before = ARTICLES.copy(deep=True)
    quotes = extract_quotes(ARTICLES)
    pd.testing.assert_frame_equal(ARTICLES, before)
    assert quotes.columns.tolist() == QUOTES.names
    assert quotes.dtypes.astype(str).to_dict() == {column.name: column.dtype for column in QUOTES.columns}
    assert quotes["speaker_mention"].tolist() == ["Reyes", "Lind"]
    assert quotes[["speaker", "party", "resolved_by", "cue_stance"]].isna().all(axis=None)
    assert quotes["confidence"].between(0, 1).all()
    assert extract_quotes(ARTICLES, engine="rules")["confidence"].isna().all()


def test_no_articles_give_an_empty_table():
    quotes = extract_quotes(ARTICLES.iloc[:0])
    assert (len(quotes), quotes.columns.tolist()) == (0, QUOTES.names)


def test_line_ends_of_any_kind_keep_the_offsets():
    text = "Port closed\r\n\r\n“We go,” Reyes said.\r\n"
    row = extract_quotes(pd.DataFrame({"article_id": ["a"], "text": [text]})).iloc[0]
    assert text[row["start"] : row["end"]] == row["content"] == "We go"


def test_an_unknown_engine_is_named_with_what_was_expected():
    with pytest.raises(ValueError, match=r"engine: expected one of 'model', 'rules', got 'magic'"):
        extract_quotes(ARTICLES, engine="magic")


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="articles: expected columns article_id, text; missing: text"):
        extract_quotes(pd.DataFrame({"article_id": ["a"]}))


def test_an_article_that_fails_has_no_rows_and_the_others_are_read(monkeypatch):
    def fail_on_first(document):
        if document.article_id == "a":
            raise RuntimeError("odd")
        return rules.find_attributions(document)

    monkeypatch.setitem(table_module.ENGINES, "model", fail_on_first)
    with pytest.warns(
        UserWarning, match="article a has no rows; engine 'model' failed with RuntimeError: odd"
    ):
        quotes = extract_quotes(ARTICLES)
    assert quotes["article_id"].tolist() == ["c"]


def test_a_missing_model_is_an_error_not_an_empty_table(monkeypatch, tmp_path):
    monkeypatch.setattr(encoder, "FOLDER", tmp_path)
    encoder.load_encoder.cache_clear()
    articles = pd.DataFrame({"article_id": ["a"], "text": ["“We go,” Reyes said."]})
    with pytest.raises(OSError, match="model file: expected .*settings.json, which does not exist. Install"):
        extract_quotes(articles)
    assert len(extract_quotes(articles, engine="rules")) == 1
    encoder.load_encoder.cache_clear()
