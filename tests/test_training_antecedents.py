"""Fitting the weights of pronouns: what is listed and judged is the product's, and unseen is unseen."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from toolkit import antecedents, prominence
from toolkit import speakers as resolver
from toolkit.nouns import PERSON
from toolkit.parties import load_registry


@pytest.fixture(scope="module")
def training(load_script):
    return load_script("training.antecedents")


@pytest.fixture(scope="module")
def judge(training):
    return training.speakers.Judge(load_registry("states"))


@pytest.fixture
def label(parse):
    """An article whose last pronoun says something and means somebody, as ``read_documents`` gives it."""

    def make(text: str, pronoun: str, meant: str):
        at = text.rindex(f"{pronoun} said ")
        end, start = at + len(pronoun), text.index(meant)
        gold = {"source": [[at, end]], "cue": [[end + 1, end + 5]], "content": [[end + 6, len(text) - 1]]}
        return parse(text), [gold], {0: ("pronoun", [[start, start + len(meant)]])}

    return make


@pytest.mark.parametrize(
    ("text", "meant", "sure", "outcome"),
    [
        ("Sergei Lavrov flew in. He said talks go on.", "Sergei Lavrov", 0.5, "right"),
        ("Sergei Lavrov met Kofi Annan. He said talks go on.", "Kofi Annan", 0.5, "wrong"),
        ("Sergei Lavrov met Kofi Annan. He said talks go on.", "Kofi Annan", 0.99, "open"),
        ("Sergei Lavrov flew in. A spokesman waited. He said talks go on.", "Sergei Lavrov", 0.5, "open"),
        ("Shells fell. He wept. He said talks go on.", "Shells", 0.3, "open"),
        ("Shells fell. He said talks go on.", "Shells", 0.3, "open"),
    ],
)
def test_a_pronoun_is_judged_as_the_product_resolves_it(
    training, judge, label, state_names, text, meant, sure, outcome
):
    judged = training.judge_pronouns([label(text, "He", meant)], state_names, judge, sure=sure)
    assert judged.to_dict("records") == [{"kind": PERSON, "sure": sure, "outcome": outcome}]


def test_candidates_are_those_that_the_product_chooses_from(training, judge, label, state_names, monkeypatch):
    chosen, weigh = [], antecedents.weigh_candidates
    monkeypatch.setattr(
        antecedents, "weigh_candidates", lambda some, kind: chosen.append(some) or weigh(some, kind)
    )
    article = label("Karen Novak flew in. She was tired. She said it rained.", "She", "Karen Novak")
    ((values, right),) = training.collect([article], state_names, judge)[PERSON]
    assert values.tolist() == [list(map(float, each.values())) for each in chosen[-1]]
    assert right.tolist() == [True, True]  # the earlier "she" is a candidate too


def test_a_failure_leaves_the_scene_as_it_was(training, label, state_names):
    article = label("Karen Novak flew in. She said it rained.", "She", "Karen Novak")
    for names, judge in ((None, None), (state_names, None)):
        with pytest.raises(AttributeError):
            training.collect([article], names, judge)
        assert resolver.Scene is antecedents.Scene


def test_no_fit_has_seen_the_articles_it_is_judged_by(training, monkeypatch):
    articles = [(SimpleNamespace(article_id=f"a{n}"), [], {}) for n in range(4)]
    shipped, events = dict(prominence.WEIGHTS), []

    def note(what: str, some: list, result):
        events.append((what, {each[0].article_id for each in some}, dict(prominence.WEIGHTS)))
        return result

    found = {kind: [] for kind in training.PENALTY}
    monkeypatch.setattr(training, "FOLDS", 2)
    monkeypatch.setattr(training, "collect", lambda some, *_: note("fit", some, found))
    monkeypatch.setattr(
        training, "judge_pronouns", lambda some, *_, sure: note("judge", some, pd.DataFrame())
    )
    training.judge_unseen(articles, None, None)
    a_fold = ["fit"] * training.ROUNDS + ["judge"] * len(training.THRESHOLDS)
    assert [what for what, *_ in events] == 2 * a_fold
    for fold in (events[: len(a_fold)], events[len(a_fold) :]):
        (_, seen, first), judged = fold[0], fold[-1][1]
        assert not any(value for weights in first.values() for value in weights.values())
        assert all(own == seen for what, own, _ in fold if what == "fit")
        assert not seen & judged
        assert seen | judged == {"a0", "a1", "a2", "a3"}
    assert shipped == prominence.WEIGHTS


def test_shares_by_hand(training):
    outcomes = ["right", "right", "wrong", "open"]
    some = pd.DataFrame({"kind": PERSON, "sure": 0.5, "outcome": outcomes})
    surer = some.assign(sure=0.8, outcome=["right", "open", "open", "open"])
    judged = {"before": some, "held out": pd.concat([some, surer]), "fitted": some}
    unit = (None, pd.Series([False, True]))
    assert list(training.show_kind(PERSON, judged, [unit] * 3)) == [
        "person: 4, before 0.500, held out 0.500, fitted 0.500, listed 0.750",
        "    SURE 0.5: 0.75 answered, 0.667 right",
        "    SURE 0.8: 0.25 answered, 1.000 right",
    ]
    assert list(training.show_kind("body", judged, [])) == ["body: 0"]
