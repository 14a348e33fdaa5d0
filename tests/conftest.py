"""What several tests share: the registry, a parse by text, quotations by their words."""

from __future__ import annotations

import importlib
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import settings

from toolkit.actors import find_actors
from toolkit.analysis import analyze
from toolkit.articles import load_articles
from toolkit.document import parse_articles
from toolkit.names import compile_names
from toolkit.parties import load_registry
from toolkit.speakers import resolve_speakers

mpl.use("Agg")
settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")
ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="session")
def registry():
    return load_registry("syria-2012")


@pytest.fixture(scope="session")
def names(registry):
    return compile_names(registry)


@pytest.fixture(scope="session")
def state_names():
    return compile_names(load_registry("states"))


@pytest.fixture(scope="session")
def parse():
    def parse_text(text: str, published: str | None = "2012-02-07", outlet: str = "Wire"):
        row = {"article_id": ["a"], "text": [text], "published": [published], "outlet": [outlet]}
        return next(parse_articles(pd.DataFrame(row)))

    return parse_text


@pytest.fixture(scope="session")
def make_quote():
    """Make a row of ``quotes`` from the words of a text; ``at`` starts the search."""

    def make(text, n, content, speaker, cue="said", at=0, **more):
        start = text.index(content, at)
        row = {
            "quote_id": f"a-q{n:03d}",
            "attribution_id": f"a-a{n:03d}",
            "article_id": "a",
            "quote_type": "indirect",
            "content": content,
            "start": start,
            "end": start + len(content),
            "spans": [[start, start + len(content)]],
            "n_words": float(len(content.split())),
            "position": start / len(text),
        }
        for name, words in (("speaker", speaker), ("cue", cue)):
            place = text.index(words, at) if words else None
            row |= {f"{name}_start": place, f"{name}_end": place + len(words) if words else None}
        row |= {"speaker_mention": speaker, "cue": cue}
        return row | more

    return make


@pytest.fixture
def resolve(parse, names):
    """The rows of quotations in a text, speakers resolved."""

    def run(text: str, quotes: list[dict], **options):
        document = parse(text, **options)
        return resolve_speakers(document, quotes, find_actors(document, names))

    return run


@pytest.fixture
def say(parse, make_quote, names):
    """The rows of what the mentions say, one after another: of each what follows "X said" up to the point."""

    def quote_rest(text: str, mention: str, n: int) -> dict:
        at = text.index(f"{mention} said")
        start = at + len(mention) + len(" said ")
        return make_quote(text, n, text[start : text.index(".", start)], mention, at=at)

    def run(text: str, *mentions: str, registry=names):
        document = parse(text)
        quotes = [quote_rest(text, mention, n) for n, mention in enumerate(mentions)]
        return resolve_speakers(document, quotes, find_actors(document, registry))

    return run


@pytest.fixture(scope="session")
def load_script():
    """Import a module of ``benchmarks/``, ``tools/`` or the root by its name, as a command there does."""
    with pytest.MonkeyPatch.context() as patch:
        for folder in (ROOT, ROOT / "tools", ROOT / "benchmarks"):
            patch.syspath_prepend(str(folder))
        yield importlib.import_module


@pytest.fixture(scope="session")
def demo():
    """The demonstration corpus, analysed once for all tests."""
    return analyze(load_articles(DATA / "articles"), "syria-2012", outlets=DATA / "outlets.csv")
