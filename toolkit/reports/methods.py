"""Methods in words: a paragraph ready to cite, and the parameters."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis import Analysis
from toolkit.assignments import ASSIGNED
from toolkit.plots.text import write_count
from toolkit.reports.contrasts import ALPHA
from toolkit.reports.trust import write_accuracy
from toolkit.reports.words import name_period
from toolkit.schema import NO_PARTY

_KINDS = ("bootstrap", "Student", "Clopper", "Newcombe")
_ENGINES = {
    "rules": "by rules over the parse (no learned weights)",
    "model": "by a trained encoder (learned from the training split of PolNeAR; Newell et al., 2018)",
}

_CORPUS = """
Of {inputs}, {articles} from {outlets} ({period}) {were} analysed with the Media Portrayal Toolkit
{packages[media_portrayal_toolkit]} under Python {packages[python]}. The texts were parsed with spaCy
{packages[spacy]} (Honnibal et al., 2020; pipeline {pipeline}). Attributions (speaker, cue, content) were
found {engine}. {accuracy} Who speaks was resolved within the article, from names, titles, descriptions and
pronouns to the fullest name that article or registry has: by rules, for pronouns with weights that were
fitted to labelled articles. A mention that could not be resolved stays as it is. Speakers were assigned to
parties at the date of the article by the registry “{registry}” ({parties}, {people}; sha256
{digest}).{undated} This gave {quotes}; {n_unresolved} of {them} from speakers of no known party, reported as
“unresolved”.{by_hand}
"""

_UNDATED = " {articles} had no date; there, an office counts only where the party does not depend on it."

_SENTIMENT = """
Sentiment toward the party that a sentence mentions is the probability of a positive minus that of a negative
judgement by a trained encoder ({model}run with ONNX Runtime {packages[onnxruntime]}), which learned from
the human labels of NewsMTSC (Hamborg & Donnay, 2021). It reads the sentence with the words of other voices
left out and the names in it masked, so that who is named changes it very little.
"""

_BASELINE = """
The tone of words in quotation marks, and as a baseline that of descriptions, is the polarity of TextBlob
{packages[textblob]} (Loria, 2018; lexicon of De Smedt & Daelemans, 2012), for descriptions with the words of
other voices masked.
"""

_BOOTSTRAP = """
Intervals ({level:.0%}) are percentiles of {n_resamples:,} bootstrap resamples of articles (Davison &
Hinkley, 1997; Field & Welsh, 2007; seed {seed}), expanded for the number of articles (Hesterberg,
2015){copies}.
"""

_STUDENT = """
Fewer than 5 articles have Student’s interval ({level:.0%}), from the spread between articles.
"""

_EXACT = """
Where a share is 0 or 1 throughout, the open end of its {level:.0%} interval is that of Clopper and Pearson
(1934), with articles as trials.
"""

_SAMPLING = "Intervals speak of the sampling of articles, not of errors of measurement."
_NO_INTERVAL = "No interval was made: too few articles, or values without spread."
_FEW = "Estimates from fewer than 10 articles are marked."

_DIFFERENCES = """
Outlets were contrasted within parties{within} by the difference of means and by Cliff’s delta (Cliff, 1993;
its interval after Feng & Cliff, 2004).
"""

_NEWCOMBE = """
Where a share is 0 or 1 throughout an outlet, the interval of a difference combines those of the outlets
(Newcombe, 1998).
"""

_TESTS = """
p is from studentised permutations of articles (Chung & Romano, 2013), drawn until it is settled (Besag &
Clifford, 1991), adjusted after Holm for {tests}.
"""

_UNTESTED = """
{differences} with too few articles to reach p below {alpha:g} after the adjustment {were} not tested
(Tarone, 1990).
"""

REFERENCES = (
    "Besag, J., & Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika, 78(2), 301–304. "
    "doi:10.1093/biomet/78.2.301",
    "Chung, E., & Romano, J. P. (2013). Exact and asymptotically robust permutation tests. The Annals of "
    "Statistics, 41(2), 484–507. doi:10.1214/13-AOS1090",
    "Cliff, N. (1993). Dominance statistics: Ordinal analyses to answer ordinal questions. Psychological "
    "Bulletin, 114(3), 494–509. doi:10.1037/0033-2909.114.3.494",
    "Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the "
    "case of the binomial. Biometrika, 26(4), 404–413. doi:10.1093/biomet/26.4.404",
    "Feng, D., & Cliff, N. (2004). Monte Carlo evaluation of ordinal d with improved confidence interval. "
    "Journal of Modern Applied Statistical Methods, 3(2), 322–332. doi:10.22237/jmasm/1099267560",
    "Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge University "
    "Press. doi:10.1017/CBO9780511802843",
    "De Smedt, T., & Daelemans, W. (2012). Pattern for Python. Journal of Machine Learning Research, 13, "
    "2063–2067.",
    "Field, C. A., & Welsh, A. H. (2007). Bootstrapping clustered data. Journal of the Royal Statistical "
    "Society: Series B, 69(3), 369–390. doi:10.1111/j.1467-9868.2007.00593.x",
    "Hamborg, F., & Donnay, K. (2021). NewsMTSC: A dataset for (multi-)target-dependent sentiment "
    "classification in political news articles. Proceedings of the 16th Conference of the European Chapter "
    "of the Association for Computational Linguistics, 1663–1675. doi:10.18653/v1/2021.eacl-main.142",
    "Hesterberg, T. C. (2015). What teachers should know about the bootstrap: Resampling in the "
    "undergraduate statistics curriculum. The American Statistician, 69(4), 371–386. "
    "doi:10.1080/00031305.2015.1089789",
    "Honnibal, M., Montani, I., Van Landeghem, S., & Boyd, A. (2020). spaCy: Industrial-strength natural "
    "language processing in Python. doi:10.5281/zenodo.1212303",
    "Loria, S. (2018). TextBlob: Simplified text processing. https://textblob.readthedocs.io",
    "Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions: "
    "Comparison of eleven methods. Statistics in Medicine, 17(8), 873–890.",
    "Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political news. "
    "Proceedings of the Eleventh International Conference on Language Resources and Evaluation (LREC 2018).",
    "Tarone, R. E. (1990). A modified Bonferroni method for discrete data. Biometrics, 46(2), 515–522. "
    "doi:10.2307/2531456",
)


def find_methods(estimates: list[pd.DataFrame], contrasts: pd.DataFrame | None) -> set[str]:
    """Find how the intervals of the tables were made: words of ``method``; those of differences apart."""
    found = {
        kind
        for table in estimates
        for row in table.dropna(subset="ci_low").itertuples()
        for kind in _KINDS
        if kind in row.method
    }
    if contrasts is None:
        return found
    return found | {
        f"difference: {kind}"
        for row in contrasts.dropna(subset="ci_low").itertuples()
        for kind in _KINDS
        if kind in row.method
    }


def write_methods(
    analysis: Analysis, methods: set[str], *, n_tested: int, n_untested: int, blocks: str = "", **options
) -> str:
    """Write the methods paragraph from the manifest, the tables, and the methods behind the numbers shown."""
    text = _tell_corpus(analysis)
    text += _tell_sentiment(analysis)
    text += _tell_intervals(analysis, methods, **options)
    if n_tested or n_untested:
        text += _DIFFERENCES.format(within=f" and within the same {blocks}" if blocks else "")
    if "difference: Newcombe" in methods:
        text += _NEWCOMBE
    if n_tested:
        text += _TESTS.format(tests=write_count(n_tested, "test"))
    if n_untested:
        text += _UNTESTED.format(
            differences=write_count(n_untested, "difference"), were=_agree(n_untested), alpha=ALPHA
        )
    return " ".join(text.split())


def _tell_corpus(analysis: Analysis) -> str:
    manifest, counts, registry = analysis.manifest, analysis.manifest["counts"], analysis.registry
    used = analysis.articles[analysis.articles["status"] == "ok"]
    n_undated = int(used["published"].isna().sum())
    return _CORPUS.format(
        inputs=write_count(counts["inputs"], "input"),
        articles=write_count(counts["analysed"], "news article"),
        were=_agree(counts["analysed"]),
        outlets=write_count(used["outlet"].nunique(), "outlet"),
        period=name_period(used["published"]),
        packages=_list_packages(analysis),
        pipeline=f"{manifest['pipeline']} {manifest['pipeline_version']}",
        engine=_ENGINES.get(manifest["engine"], f"by the engine “{manifest['engine']}”"),
        accuracy=write_accuracy(manifest["engine"]),
        registry=registry.name,
        parties=write_count(len(registry.parties), "party"),
        people=f"{len(registry.people):,} {'person' if len(registry.people) == 1 else 'people'}",
        undated=_UNDATED.format(articles=write_count(n_undated, "article")) if n_undated else "",
        digest=manifest["registry"]["sha256"][:12],
        quotes=write_count(counts["quotes"], "quotation"),
        n_unresolved=counts["quotes_unresolved"],
        them="it comes" if counts["quotes"] == 1 else "them come",
        by_hand=_tell_assigned(analysis),
    )


def _tell_assigned(analysis: Analysis) -> str:
    """How many quotations have their party from a decision about their speaker, if any."""
    assigned = analysis.quotes[analysis.quotes["resolved_by"] == ASSIGNED]
    if assigned.empty:
        return ""
    n_nobody = int((assigned["party"] == NO_PARTY).sum())
    return (
        f" The speakers of {write_count(len(assigned), 'quotation')} were assigned by hand, whatever the "
        f"rules had found, {n_nobody} of them to no party (“{NO_PARTY}”)."
    )


def _tell_sentiment(analysis: Analysis) -> str:
    """What the measures of sentiment are that the analysis has: the trained scorer's, TextBlob's."""
    measures, packages = set(analysis.scores["measure"]), _list_packages(analysis)
    digest = analysis.manifest.get("models", {}).get("sentiment", "")[:12]
    told = ""
    if "description.sentiment" in measures:
        told += _SENTIMENT.format(model=f"sha256 {digest}, " if digest else "", packages=packages)
    if measures & {"tone.polarity", "description.polarity"}:
        told += _BASELINE.format(packages=packages)
    return told


def _tell_intervals(
    analysis: Analysis, methods: set[str], *, n_resamples: int, level: float, seed: int
) -> str:
    used = analysis.articles[analysis.articles["status"] == "ok"]
    groups = used["duplicate_group"].dropna()
    copies = f"; near copies ({len(groups)} articles in {write_count(groups.nunique(), 'group')}) are "
    copies += "resampled together"
    told = []
    if "bootstrap" in methods:
        together = copies if len(groups) else ""
        told.append(_BOOTSTRAP.format(level=level, n_resamples=n_resamples, seed=seed, copies=together))
    if any("Student" in kind for kind in methods):
        told.append(_STUDENT.format(level=level))
    if "Clopper" in methods or "difference: Clopper" in methods:
        told.append(_EXACT.format(level=level))
    return " ".join([*told, _SAMPLING if methods else _NO_INTERVAL, _FEW, ""])


def _list_packages(analysis: Analysis) -> dict[str, str]:
    return {name.replace("-", "_"): number for name, number in analysis.manifest["packages"].items()}


def _agree(n: int) -> str:
    return "was" if n == 1 else "were"


def list_parameters(
    analysis: Analysis, methods: set[str], *, n_evidence: int, n_resamples: int, level: float, seed: int
) -> list[tuple[str, str]]:
    """List every parameter and version by which the numbers can be had again."""
    manifest = analysis.manifest
    resampling = [
        ("bootstrap resamples, and permutations at least", f"{n_resamples:,}"),
        ("level of the intervals", f"{level:.0%}"),
        ("seed", str(seed)),
    ]
    return [
        ("engine of the quotations", manifest["engine"]),
        ("spaCy pipeline", f"{manifest['pipeline']} {manifest['pipeline_version']}"),
        ("registry", manifest["registry"]["name"]),
        ("registry, sha256", manifest["registry"]["sha256"]),
        *((f"model “{name}”, sha256", digest) for name, digest in manifest.get("models", {}).items()),
        ("inputs, sha256 of their ids", manifest["inputs_sha256"]),
        *(resampling if methods else []),
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
