"""How news portrays political actors: who says what about whom, every number one click from its sentence.

The public names; each is loaded when it is first used.
"""

from importlib import import_module

__version__ = "0.1.0"

_PUBLIC = {
    "load_articles": "articles",
    "count_articles": "corpus",
    "list_removed": "corpus",
    "load_registry": "parties",
    "Registry": "parties",
    "RegistryError": "parties",
    "extract_quotes": "quotes",
    "score_targets": "sentiment",
    "describe_measures": "framing",
    "validity": "validities",
    "explain_terms": "validities",
    "analyze": "analysis",
    "Analysis": "analysis",
    "load_analysis": "analysis",
    "update_parties": "analysis",
    "registry_coverage": "coverage",
    "list_unmapped": "coverage",
    "list_speakers": "coverage",
    "count_resolutions": "resolutions",
    "assign_speakers": "assignments",
    "Assignment": "registry",
    "score_frames": "analysis",
    "estimate": "estimates",
    "compare_groups": "compare",
    "add_period": "grouping",
    "add_labels": "grouping",
    "plot_estimates": "plots",
    "plot_voice_share": "plots",
    "plot_verb_stance": "plots",
    "plot_who_about_whom": "plots",
    "plot_timeline": "plots",
    "plot_distribution": "plots",
    "plot_comparisons": "plots",
    "draw_portrait": "plots",
    "render_article": "markup",
    "report": "reports",
    "bundle": "bundles",
    "restore_bundle": "bundles",
    "find_evidence": "evidence",
    "filter_scores": "selection",
    "search_texts": "concordance",
    "estimate_relations": "relations",
    "ArticleReader": "widgets",
    "PartyComparison": "widgets",
    "WhoAboutWhom": "widgets",
    "Concordance": "widgets",
    "CorpusLoader": "widgets",
    "UnmappedSpeakers": "widgets",
}
__all__ = [*_PUBLIC, "__version__"]


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}; it has: {', '.join(_PUBLIC)}")
    return getattr(import_module(f"toolkit.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
