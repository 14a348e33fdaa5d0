"""Fit the weights by which "he", "it" and "they" choose whom they mean: ``toolkit.prominence.WEIGHTS``.

    python -m training.antecedents --corpus POLNEAR

Conditional logit over the candidates of each labelled pronoun of the parts ``train`` and ``tune``
(``benchmarks/speakers.py``), with a penalty towards zero (for bodies and groups, towards the weights of
persons). Since an earlier choice changes the later ones, the candidates are listed anew with each fit, first
with all weights 0; from the second on the mean with the weights before is taken, or they would swing.

Prints, of each kind: the share of pronouns that the product resolves rightly with the weights it ships, in
articles that no fit has seen (ten folds, each fitted from 0 on the articles of the others) and with the new
weights; the share with a right candidate; how many the product would answer in unseen articles, and how many
of those rightly, were ``antecedents.SURE`` another; and the new weights.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from toolkit import antecedents, prominence
from toolkit import speakers as resolver
from toolkit.document import parse_articles
from toolkit.names import compile_names
from toolkit.nouns import BODY, GROUP, PERSON
from toolkit.parties import load_registry

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))  # these are scripts, no package
import speakers  # noqa: E402

PARTS = ("train", "tune")
ROUNDS, FOLDS = 4, 10
PENALTY = {PERSON: 1.0, BODY: 2.0, GROUP: 2.0}  # the best in unseen articles
SHARED = frozenset(
    "apart here line subject governs possessive object quoted pronoun last spoke often".split()
)  # few bodies and groups are labelled: where their labels do not tell, these count as for persons
THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.7, 0.8)


class Listener(antecedents.Scene):
    """A scene that notes the candidates of every choice, by the place of the pronoun."""

    def __init__(self, *arguments, noted: dict):
        self._noted = noted
        super().__init__(*arguments)

    def choose(self, token, kinds, *, fits=None, **where):
        """As in the scene; what it chooses from is noted."""
        self._advance(token.i)
        where = {"gender": None, "outside": None, "far": antecedents.FAR} | where
        if fits is None:
            some = self.find_candidates(token, kinds, **where)
            rows = [(each.resolved, self.describe(each, token, kinds[0])) for each in some]
            self._noted[token.idx] = kinds[0], rows
        return super().choose(token, kinds, fits=fits, **where)


def read_documents(corpus: Path, parts: tuple[str, ...], folder: Path = speakers.LABELS) -> list[tuple]:
    """(document, its annotated attributions, the labels of them), of the articles of some parts."""
    documents = []
    for part in parts:
        articles, labels = speakers.read_labelled(corpus, part, folder)
        for document in parse_articles(speakers.make_table(articles, list(labels))):
            key = document.article_id
            documents.append((document, articles[key][1], labels[key]))
    return documents


def listen(documents: list, names, *, sure: float | None = None) -> Iterator[tuple]:
    """(text, places of the label, kind, candidates noted, rows of the product), one a labelled pronoun.

    ``sure``: the chance that any choice must have; by default the product's.
    """
    needed = antecedents.SURE if sure is None else dict.fromkeys(antecedents.SURE, sure)
    for document, gold, labels in documents:
        noted: dict[int, tuple] = {}
        listener = partial(Listener, noted=noted)
        with patch.object(resolver, "Scene", listener), patch.dict(antecedents.SURE, needed):
            rows = speakers.resolve(document, [speakers.to_attribution(each) for each in gold], names)
        seen = set()
        for number, (kind, places) in labels.items():
            source = gold[number]["source"]
            at = source[0][0] if source else None
            if kind != "pronoun" or at in seen or at not in noted or not isinstance(places, list):
                continue
            seen.add(at)
            yield document.text, places, *noted[at], rows[number]


def collect(documents: list, names, judge) -> dict[str, list]:
    """Kind → (values of the candidates, which are right), one a labelled pronoun that has any."""
    found = defaultdict(list)
    for text, places, kind, noted, _ in listen(documents, names):
        if noted:
            values = np.array([list(map(float, value.values())) for _, value in noted])
            right = np.array([_is_right(judge, text, places, resolved) for resolved, _ in noted])
            found[kind].append((values, right))
    return found


def judge_pronouns(documents: list, names, judge, *, sure: float | None = None) -> pd.DataFrame:
    """Kind of each labelled pronoun, and whether the product resolves it right or wrong or leaves it open."""
    rows = [
        {"kind": kind, "sure": sure, "outcome": judge.judge(text, "pronoun", places, rows)}
        for text, places, kind, _, rows in listen(documents, names, sure=sure)
    ]
    return pd.DataFrame(rows, columns=["kind", "sure", "outcome"])


def _is_right(judge, text: str, places: list, resolved) -> bool:
    rows = [
        {"speaker": each.actor, "resolved_by": "name", "party": "x", "speaker_mention": None}
        for each in resolved.members or (resolved,)
    ]
    return judge.judge(text, "pronoun", places, rows) == "right"


def fit(units: list, prior: np.ndarray, penalty: float) -> np.ndarray:
    """Weights that make the right candidates likely, no farther from the prior than the labels ask for."""
    some = [(values, right) for values, right in units if right.any() and not right.all()]

    def measure_loss(weights):
        """The loss, and its slope by each weight."""
        away = weights - prior
        loss, slope = penalty * (away @ away), 2 * penalty * away
        for values, right in some:
            scores = values @ weights
            loss += logsumexp(scores) - logsumexp(scores[right])
            slope += softmax(scores) @ values - softmax(scores[right]) @ values[right]
        return loss, slope

    return minimize(measure_loss, prior, method="L-BFGS-B", jac=True).x


def fit_kinds(found: dict[str, list]) -> dict[str, dict[str, float]]:
    """Kind → its weights by name, as ``prominence.WEIGHTS`` has them; persons first, who lend theirs."""
    prior, fitted = np.zeros(len(prominence.WEIGHTS[PERSON])), {}
    for kind, penalty in PENALTY.items():
        weights = fit(found[kind], prior, penalty)
        fitted[kind] = dict(zip(prominence.WEIGHTS[kind], weights.round(2).tolist(), strict=True))
        if kind == PERSON:
            prior = np.array([w if name in SHARED else 0.0 for name, w in fitted[kind].items()])
    return fitted


def fit_rounds(documents: list, names, judge) -> dict[str, dict[str, float]]:
    """Weights that are fitted to some articles and know of no others."""
    weights = {kind: dict.fromkeys(own, 0.0) for kind, own in prominence.WEIGHTS.items()}
    for n in range(ROUNDS):
        with patch.dict(prominence.WEIGHTS, weights):
            fitted = fit_kinds(collect(documents, names, judge))
        weights = {
            kind: {name: round((weights[kind][name] + w) / 2 if n else w, 2) for name, w in own.items()}
            for kind, own in fitted.items()
        }
    return weights


def part_articles(units: list, *, key: Callable) -> Iterator[tuple[list, list]]:
    """Each fold: what is of its articles, and what is of all others."""
    fold_of = {article: n % FOLDS for n, article in enumerate(dict.fromkeys(map(key, units)))}
    for fold in range(FOLDS):
        yield (
            [unit for unit in units if fold_of[key(unit)] == fold],
            [unit for unit in units if fold_of[key(unit)] != fold],
        )


def judge_unseen(documents: list, names, judge) -> pd.DataFrame:
    """As ``judge_pronouns``, at every threshold, each article with weights fitted on those of other folds."""
    judged = []
    for own, others in part_articles(documents, key=lambda each: each[0].article_id):
        with patch.dict(prominence.WEIGHTS, fit_rounds(others, names, judge)):
            judged += [judge_pronouns(own, names, judge, sure=sure) for sure in THRESHOLDS]
    return pd.concat(judged)


def tell_shares(judged: pd.DataFrame) -> str:
    """How many are answered, and how many of those rightly."""
    answered = judged[judged["outcome"] != "open"]
    return f"{len(answered) / len(judged):.2f} answered, {(answered['outcome'] == 'right').mean():.3f} right"


def show_kind(kind: str, judged: dict[str, pd.DataFrame], units: list) -> Iterator[str]:
    """Lines on one kind: shares right, the best that a choice could do, and what a threshold would do."""
    own = {name: some[some["kind"] == kind] for name, some in judged.items()}
    if own["fitted"].empty:
        yield f"{kind}: 0"
        return
    unseen = own["held out"]
    own["held out"] = unseen[unseen["sure"] == antecedents.SURE[kind]]
    shares = [f"{name} {(some['outcome'] == 'right').mean():.3f}" for name, some in own.items()]
    listed = sum(right.any() for _, right in units) / len(own["fitted"])
    yield f"{kind}: {len(own['fitted'])}, {', '.join(shares)}, listed {listed:.3f}"
    for sure, some in unseen.groupby("sure"):
        yield f"    SURE {sure}: {tell_shares(some)}"


def main(arguments: list[str] | None = None) -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the splits")
    parser.add_argument(
        "--labels", type=Path, default=speakers.LABELS, help="folder with the tables of labels"
    )
    options = parser.parse_args(arguments)
    registry = load_registry("states")
    names, judge = compile_names(registry), speakers.Judge(registry)
    documents = read_documents(options.corpus, PARTS, options.labels)
    weights = fit_rounds(documents, names, judge)
    judged = {
        "before": judge_pronouns(documents, names, judge),
        "held out": judge_unseen(documents, names, judge),
    }
    with patch.dict(prominence.WEIGHTS, weights):
        judged["fitted"] = judge_pronouns(documents, names, judge)
        found = collect(documents, names, judge)
    for kind, own in weights.items():
        print(*show_kind(kind, judged, found[kind]), f"    {own}", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
