"""Fit the weights by which "he", "it" and "they" choose whom they mean: ``toolkit.prominence.WEIGHTS``.

    python -m training.antecedents --corpus POLNEAR

Conditional logit over the candidates of each labelled pronoun of the parts ``train`` and ``tune``
(``benchmarks/speakers.py``), with a penalty towards zero (for bodies and groups, towards the
weights of persons). Since an earlier choice changes the later ones, the
candidates are listed anew with each fit. Prints the weights, and the share right in articles that a fit
has not seen (ten folds).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

# The benchmarks are scripts, no package: their folder must be on the path before they are imported.
sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import speakers  # noqa: E402
from polnear import read_split  # noqa: E402

from toolkit import antecedents, prominence  # noqa: E402
from toolkit.document import parse_articles  # noqa: E402
from toolkit.names import compile_names  # noqa: E402
from toolkit.nouns import BODY, GROUP, PERSON  # noqa: E402
from toolkit.parties import load_registry  # noqa: E402

PARTS = ("train", "tune")
ROUNDS, FOLDS = 3, 10
PENALTY = {PERSON: 1.0, BODY: 2.0, GROUP: 2.0}  # the best in unseen articles
SHARED = frozenset(
    "apart here line subject governs possessive object quoted pronoun last spoke often".split()
)  # few bodies and groups are labelled: where their labels do not tell, these count as for persons
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


class Listener(antecedents.Scene):
    """A scene that notes the candidates of every choice, by the place of the pronoun."""

    noted: dict = {}

    def choose(self, token, kinds, *, gender=None, outside=None, far=antecedents.FAR, fits=None, **more):
        """As in the scene; what it chooses from is noted."""
        some = list(self.find_candidates(token, kinds, gender=gender, outside=outside, far=far))
        if fits is None:
            rows = [(each.resolved, self.describe(each, token, kinds[0])) for each in some]
            Listener.noted[token.idx] = kinds[0], rows
        return super().choose(token, kinds, gender=gender, outside=outside, far=far, fits=fits, **more)


def collect(documents: list, names, judge) -> dict[str, list]:
    """Kind → (article, values of the candidates, which are right), one a labelled pronoun."""
    found = defaultdict(list)
    speakers_module = sys.modules["toolkit.speakers"]
    plain, speakers_module.Scene = speakers_module.Scene, Listener
    for document, gold, labels in documents:
        Listener.noted = {}
        speakers.resolve(document, [speakers.to_attribution(each) for each in gold], names)
        seen = set()
        for number, (kind, places) in labels.items():
            source = gold[number]["source"]
            at = source[0][0] if source else None
            if kind != "pronoun" or at in seen or at not in Listener.noted or not isinstance(places, list):
                continue
            seen.add(at)
            group, rows = Listener.noted[at]
            right = [_is_right(judge, document.text, places, resolved) for resolved, _ in rows]
            if rows:
                values = np.array([list(map(float, value.values())) for _, value in rows])
                actors = [resolved.actor for resolved, _ in rows]
                found[group].append((document.article_id, values, np.array(right), actors))
    speakers_module.Scene = plain
    return found


def _is_right(judge, text: str, places: list, resolved) -> bool:
    rows = [
        {"speaker": each.actor, "resolved_by": "name", "party": "x", "speaker_mention": None}
        for each in resolved.members or (resolved,)
    ]
    return judge.judge(text, "pronoun", places, rows) == "right"


def fit(units: list, prior: np.ndarray, penalty: float) -> np.ndarray:
    """Weights that make the right candidates likely, no farther from the prior than the labels ask for."""
    some = [unit for unit in units if unit[2].any() and not unit[2].all()]

    def loss(weights):
        away = weights - prior
        total, slope = penalty * (away**2).sum(), 2 * penalty * away
        for _, values, right, _ in some:
            scores = values @ weights
            total += logsumexp(scores) - logsumexp(scores[right])
            slope = slope + softmax(scores) @ values - softmax(scores[right]) @ values[right]
        return total, slope

    return minimize(loss, prior, jac=True, method="L-BFGS-B").x


def judge_first(unit: tuple, weights: np.ndarray) -> tuple[float, bool]:
    """The chance of the first actor, and whether it is right."""
    _, values, right, actors = unit
    scores = values @ weights
    shares = np.exp(scores - logsumexp(scores))
    chances = defaultdict(float)
    for actor, share in zip(actors, shares, strict=True):
        chances[actor] += share
    first = max(chances, key=chances.get)
    return chances[first], bool(right[actors.index(first)])


def score(units: list, weights: np.ndarray) -> float:
    """Share of pronouns whose first candidate is right."""
    return float(np.mean([judge_first(unit, weights)[1] for unit in units]))


def main(arguments: list[str] | None = None) -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the splits")
    options = parser.parse_args(arguments)
    registry = load_registry("states")
    names, judge = compile_names(registry), speakers.Judge(registry)
    documents = []
    for part in PARTS:
        articles = read_split(options.corpus / speakers.PARTS[part][0])
        labels = speakers.read_labels(part)
        for document in parse_articles(speakers.make_table(articles, list(labels))):
            key = document.article_id
            documents.append((document, articles[key][1], labels[key]))
    for _ in range(ROUNDS):
        found, prior = collect(documents, names, judge), np.zeros(len(prominence.WEIGHTS[PERSON]))
        for kind, penalty in PENALTY.items():
            units, start = found[kind], np.array(list(prominence.WEIGHTS[kind].values()))
            fold_of = {each: n % FOLDS for n, each in enumerate(dict.fromkeys(unit[0] for unit in units))}
            held = []
            for n in range(FOLDS):
                weights = fit([unit for unit in units if fold_of[unit[0]] != n], prior, penalty)
                held += [judge_first(unit, weights) for unit in units if fold_of[unit[0]] == n]
            weights = fit(units, prior, penalty)
            before, best = score(units, start), np.mean([unit[2].any() for unit in units])
            prominence.WEIGHTS[kind] = dict(
                zip(prominence.WEIGHTS[kind], weights.round(2).tolist(), strict=True)
            )
            unseen, fitted = np.mean([hit for _, hit in held]), score(units, weights)
            print(f"{kind}: {len(units)}, before {before:.3f}, held out {unseen:.3f}, ", end="")
            print(f"fitted {fitted:.3f}, listed {best:.3f}")
            for sure in THRESHOLDS:
                some = [hit for chance, hit in held if chance >= sure]
                print(f"    chance of {sure} or more: {len(some) / len(held):.2f}, right {np.mean(some):.3f}")
            print("   ", prominence.WEIGHTS[kind])
            if kind == PERSON:
                shares = zip(prominence.WEIGHTS[kind], weights, strict=True)
                prior = np.array([weight if name in SHARED else 0.0 for name, weight in shares])
    return 0


if __name__ == "__main__":
    sys.exit(main())
