import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import language
from toolkit.document import parse_articles

TEXTS = [
    "",
    "\n",
    "“",
    "A.\n\nB said: “C”\r\nD",
    "x" * 120_000,
    "Yes. " * 30_000,
    "\U0001f600\u200d e\u0301 said hi",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_offsets_of_the_parse_are_offsets_of_the_text(text):
    assert next(language.parse_texts([text])).text == text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_parsed_as_it_is(text):
    assert next(language.parse_texts([text])).text == text


def test_a_line_break_ends_a_sentence():
    doc = next(language.parse_texts(["Talks to go on\n\nLavrov flies in"]))
    assert [sentence.text.strip() for sentence in doc.sents] == ["Talks to go on", "Lavrov flies in"]


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW, February 6 (Volkhov) — ",
        "DAMASCUS, (Apamea) – ",
        "SOFIA, Bulgaria (Northgate) - ",
        "NEW YORK -- ",
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(dateline):
    doc = next(language.parse_texts([f"Talks\n\n{dateline}Sergei Lavrov left."]))
    assert [sentence.text.strip() for sentence in doc.sents][-1] == "Sergei Lavrov left."


def test_only_articles_with_text_and_status_ok_are_parsed():
    table = pd.DataFrame(
        {"article_id": list("abc"), "text": ["One.", "Two.", None], "status": ["ok", "duplicate", "ok"]}
    )
    documents = list(parse_articles(table))
    assert [(d.article_id, d.outlet, d.published) for d in documents] == [("a", "unknown", None)]


def test_parses_survive_packing():
    doc = next(language.parse_texts(["Mr Lavrov said “no”."]))
    back = language.unpack_parses(language.pack_parses([doc]))[0]
    for attribute in ("text", "lemma_", "dep_", "ent_type_", "is_sent_start"):
        assert [getattr(t, attribute) for t in back] == [getattr(t, attribute) for t in doc]


def test_a_pipeline_that_is_not_there_is_named_with_the_remedy():
    with pytest.raises(
        OSError, match="pipeline: expected an installed spaCy pipeline, got xx_none. Install one"
    ):
        language.find_pipeline("xx_none")
