"""Methods in words: a paragraph ready to cite, the parameters, the measures and their validity."""

from __future__ import annotations

from itertools import groupby

from toolkit.analysis import Analysis
from toolkit.framing import describe_measures
from toolkit.reports.results import shorten_card, tell_rest
from toolkit.reports.words import name_measure, name_period, name_range

_ENGINES = {"rules": "by rules over the parse (no learned weights)"}

_METHODS = """
Of {inputs} inputs, {analysed} news articles from {n_outlets} outlets ({period}) were analysed with the
Media Portrayal Toolkit {packages[media_portrayal_toolkit]} under Python {packages[python]}. The texts were
parsed with spaCy {packages[spacy]} (Honnibal et al., 2020; pipeline {pipeline}). Attributions (speaker,
cue, content) were found {engine}. Speakers were resolved within the article, by name, title and pronoun,
and assigned to parties at the date of the article by the registry “{registry}” ({n_parties} parties,
{n_people} people; sha256 {digest}). This gave {quotes} quotations; {quotes_unresolved} of them
come from speakers of no known party and are reported as “unresolved”. Sentiment is the
polarity of TextBlob {packages[textblob]} (Loria, 2018; lexicon of De Smedt & Daelemans, 2012), for
descriptions with the words of other voices masked. Estimates are means over the measured units. Their
{level:.0%} intervals are percentiles of {n_resamples:,} bootstrap resamples of articles (Davison & Hinkley,
1997; Field & Welsh, 2007; seed {seed}), expanded for the number of articles (Hesterberg, 2015){copies};
where a share is 0 or 1 throughout, the open end is that of Clopper and Pearson (1934), with articles as
trials. Intervals speak of the sampling of articles, not of
errors of measurement. Estimates from fewer than 10 articles are marked.
"""

_CONTRASTS = """
Outlets were contrasted within parties by the difference of means, with a bootstrap interval, and by Cliff’s
delta (Cliff, 1993); p values are from studentised permutations of articles (Chung & Romano, 2013), adjusted
after Holm for {n_contrasts} tests.
"""

REFERENCES = (
    "Chung, E., & Romano, J. P. (2013). Exact and asymptotically robust permutation tests. The Annals of "
    "Statistics, 41(2), 484–507. doi:10.1214/13-AOS1090",
    "Cliff, N. (1993). Dominance statistics: Ordinal analyses to answer ordinal questions. Psychological "
    "Bulletin, 114(3), 494–509. doi:10.1037/0033-2909.114.3.494",
    "Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the "
    "case of the binomial. Biometrika, 26(4), 404–413. doi:10.1093/biomet/26.4.404",
    "Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge University "
    "Press. doi:10.1017/CBO9780511802843",
    "De Smedt, T., & Daelemans, W. (2012). Pattern for Python. Journal of Machine Learning Research, 13, "
    "2063–2067.",
    "Field, C. A., & Welsh, A. H. (2007). Bootstrapping clustered data. Journal of the Royal Statistical "
    "Society: Series B, 69(3), 369–390. doi:10.1111/j.1467-9868.2007.00593.x",
    "Hesterberg, T. C. (2015). What teachers should know about the bootstrap: Resampling in the "
    "undergraduate statistics curriculum. The American Statistician, 69(4), 371–386. "
    "doi:10.1080/00031305.2015.1089789",
    "Honnibal, M., Montani, I., Van Landeghem, S., & Boyd, A. (2020). spaCy: Industrial-strength natural "
    "language processing in Python. doi:10.5281/zenodo.1212303",
    "Loria, S. (2018). TextBlob: Simplified text processing. https://textblob.readthedocs.io",
)


def write_methods(analysis: Analysis, *, n_contrasts: int, n_resamples: int, level: float, seed: int) -> str:
    """Write the methods paragraph, every figure of it from the manifest and the tables."""
    manifest, counts, registry = analysis.manifest, analysis.manifest["counts"], analysis.registry
    used = analysis.articles[analysis.articles["status"] == "ok"]
    groups = used["duplicate_group"].dropna()
    copies = f"; near copies ({len(groups)} articles in {groups.nunique()} groups) are resampled together"
    text = _METHODS.format(
        **counts,
        n_outlets=used["outlet"].nunique(),
        period=name_period(used["published"]),
        packages={name.replace("-", "_"): number for name, number in manifest["packages"].items()},
        pipeline=f"{manifest['pipeline']} {manifest['pipeline_version']}",
        engine=_ENGINES.get(manifest["engine"], f"by the engine “{manifest['engine']}”"),
        registry=registry.name,
        n_parties=len(registry.parties),
        n_people=len(registry.people),
        digest=manifest["registry"]["sha256"][:12],
        level=level,
        n_resamples=n_resamples,
        copies=copies if len(groups) else "",
        seed=seed,
    )
    if n_contrasts:
        text += _CONTRASTS.format(n_contrasts=n_contrasts)
    return " ".join(text.split())


def list_parameters(
    analysis: Analysis, *, n_resamples: int, level: float, seed: int, n_evidence: int
) -> list:
    """List every parameter and version by which the numbers can be had again."""
    manifest = analysis.manifest
    return [
        ("engine of the quotations", manifest["engine"]),
        ("spaCy pipeline", f"{manifest['pipeline']} {manifest['pipeline_version']}"),
        ("registry", manifest["registry"]["name"]),
        ("registry, sha256", manifest["registry"]["sha256"]),
        ("inputs, sha256 of their ids", manifest["inputs_sha256"]),
        ("bootstrap resamples", f"{n_resamples:,}"),
        ("level of the intervals", f"{level:.0%}"),
        ("seed", str(seed)),
        ("evidence shown per number, at most", str(n_evidence)),
        *manifest["packages"].items(),
    ]


def cite_report(analysis: Analysis, title: str) -> str:
    """Cite this report: what the same articles, registry and version give again."""
    manifest = analysis.manifest
    return (
        f"[Author] ([year]). {title} [Data analysis]. Made with the Media Portrayal Toolkit "
        f"{manifest['packages']['media-portrayal-toolkit']}; inputs {manifest['inputs_sha256'][:12]}, "
        f"registry “{manifest['registry']['name']}” {manifest['registry']['sha256'][:12]}."
    )


def write_bibtex(analysis: Analysis) -> str:
    """Write the entry of the toolkit for reference managers."""
    version = analysis.manifest["packages"]["media-portrayal-toolkit"]
    return (
        "@software{media_portrayal_toolkit,\n"
        "  author  = {{The Media Portrayal Toolkit developers}},\n"
        "  title   = {{Media Portrayal Toolkit}},\n"
        f"  version = {{{version}}}\n"
        "}"
    )


def list_citations(analysis: Analysis, methods: str) -> list[str]:
    """List what to cite: the toolkit, and what the methods paragraph refers to."""
    version = analysis.manifest["packages"]["media-portrayal-toolkit"]
    toolkit = (
        f"The Media Portrayal Toolkit developers. Media Portrayal Toolkit (version {version}) [Software]."
    )
    return [toolkit, *(text for text in REFERENCES if text.split(",")[0] in methods)]


def list_validity(measures: set[str]) -> list[dict]:
    """List the measures that are in use, those of the same card together."""
    table = describe_measures()
    labels = any(name.startswith("label.") for name in measures)
    table = table[table["name"].isin(measures) | (labels & (table["name"] == "label.<word>"))]
    rows = [
        {**row, "title": name_measure(row["name"]), "range": name_range(row["name"], row["low"], row["high"])}
        for row in table.to_dict("records")
    ]
    return [
        {"verdict": shorten_card(card), "rest": tell_rest(card), "measures": list(inside)}
        for card, inside in groupby(rows, key=lambda row: row["validity"])
    ]
