"""Fit the weights by which "he", "it" and "they" choose whom they mean: ``toolkit.prominence.WEIGHTS``.

    python -m training.antecedents --corpus POLNEAR

Conditional logit over the candidates of each labelled pronoun of the parts ``train`` and ``tune``
(``benchmarks/speakers.py``), with a penalty towards zero (for bodies and groups, towards the weights of
persons). Since an earlier choice changes the later ones, the candidates are listed anew with each fit.
Prints the weights, and the share right in articles that a fit has not seen (ten folds).
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from toolkit import antecedents, prominence
from toolkit.document import parse_articles
from toolkit.names import compile_names
from toolkit.nouns import BODY, GROUP, PERSON
from toolkit.parties import load_registry

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))  # these are scripts, no package
import speakers  # noqa: E402

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


def read_documents(corpus: Path, parts: tuple[str, ...], folder: Path = speakers.LABELS) -> list[tuple]:
    """(document, its annotated attributions, the labels of them), of the articles of some parts."""
    documents = []
    for part in parts:
        articles, labels = speakers.read_labelled(corpus, part, folder)
        for document in parse_articles(speakers.make_table(articles, list(labels))):
            key = document.article_id
            documents.append((document, articles[key][1], labels[key]))
    return documents


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

    def measure_loss(weights):
        """The loss, and its slope by each weight."""
        away = weights - prior
        loss, slope = penalty * (away @ away), 2 * penalty * away
        for _, values, right, _ in some:
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


def part_articles(units: list, *, key: Callable) -> Iterator[tuple[list, list]]:
    """Each fold: what is of its articles, and what is of all others."""
    fold_of = {article: n % FOLDS for n, article in enumerate(dict.fromkeys(map(key, units)))}
    for fold in range(FOLDS):
        yield (
            [unit for unit in units if fold_of[key(unit)] == fold],
            [unit for unit in units if fold_of[key(unit)] != fold],
        )


def keep_articles(found: dict[str, list], articles: set[str]) -> dict[str, list]:
    """Kind → what is of some articles."""
    return {kind: [unit for unit in found.get(kind, ()) if unit[0] in articles] for kind in PENALTY}


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


def list_values(weights: dict[str, float]) -> np.ndarray:
    """Weights without their names, in the order of what describes a candidate."""
    return np.array(list(weights.values()))


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
    documents = read_documents(options.corpus, PARTS)
    for _ in range(ROUNDS):
        found, held = collect(documents, names, judge), defaultdict(list)
        for own, others in part_articles([each[0].article_id for each in documents], key=str):
            fitted = fit_kinds(keep_articles(found, set(others)))
            for kind, units in keep_articles(found, set(own)).items():
                held[kind] += [judge_first(unit, list_values(fitted[kind])) for unit in units]
        before = {kind: score(found[kind], list_values(prominence.WEIGHTS[kind])) for kind in PENALTY}
        prominence.WEIGHTS.update(fit_kinds(found))
        for kind, weights in prominence.WEIGHTS.items():
            units, hits = found[kind], [hit for _, hit in held[kind]]
            best = np.mean([unit[2].any() for unit in units])
            print(f"{kind}: {len(units)}, before {before[kind]:.3f}, held out {np.mean(hits):.3f}, ", end="")
            print(f"fitted {score(units, list_values(weights)):.3f}, listed {best:.3f}")
            for sure in THRESHOLDS:
                some = [hit for chance, hit in held[kind] if chance >= sure]
                print(f"    chance of {sure} or more: {len(some) / len(hits):.2f}, right {np.mean(some):.3f}")
            print("   ", weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
