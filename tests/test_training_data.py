"""The sentences without labels on which the teachers of the attribution encoder are asked."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from toolkit.encoder import load_encoder
from toolkit.quotes.windows import Vocabulary

SENTENCES = ("Karen Novak said the bridge was safe.", "The vote is on Monday.")


@pytest.fixture(scope="module")
def data(load_script):
    return load_script("training.attribution_data")


@pytest.fixture
def articles(data, tmp_path):
    rows = [{"sentence_normalized": text, "targets": []} for text in (*SENTENCES, SENTENCES[0])]
    path = tmp_path / "train.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    encoder = load_encoder("attribution")
    vocabulary = Vocabulary(*(tuple(encoder.settings[name]) for name in ("tags", "relations", "entities")))
    return data.read_unlabelled(
        path, parses=tmp_path / "parses.spacy", tokenizer=encoder.tokenizer, vocabulary=vocabulary
    )


def test_each_sentence_is_an_article_of_its_own_once(articles):
    assert [article.text for article in articles] == list(SENTENCES)


def test_it_teaches_nothing_by_itself(articles, data):
    examples = data.make_examples(articles, (64, 64), masking=-1)
    assert all((each.roles == data.IGNORED).all() for each in examples)
    assert all((each.targets == data.IGNORED).all() for each in examples)
    assert not any(each.opinion.any() for each in examples)


def test_an_opinion_stands_at_the_first_piece_of_each_word(articles, data):
    article = articles[0]
    opinion = np.full((len(article.doc), data.N_ROLES), 1 / data.N_ROLES, dtype=np.float32)
    (example,) = data.make_examples([replace(article, opinion=opinion)], (64, 64), masking=0)
    told = example.opinion.sum(axis=1) > 0
    assert np.flatnonzero(told).tolist() == sorted(example.window.first.tolist())


def test_masked_and_read_names_have_the_same_words(articles, data):
    windows = [data.make_examples(articles, (64, 64), masking=n)[0].window for n in (0, -1)]
    assert windows[0].words.tolist() == windows[1].words.tolist()
    assert windows[0].ids.tolist() != windows[1].ids.tolist()
