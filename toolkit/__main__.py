"""The command line: ``toolkit analyze``, ``toolkit report`` and ``toolkit check``."""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path

import pandas as pd

DONE, NOTHING, USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns 0 when done, 1 when no article could be used, 2 on bad input."""
    options = _make_parser().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            return options.run(options)
    except (OSError, TypeError, ValueError) as error:
        print(f"toolkit: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("toolkit: interrupted; nothing was written.", file=sys.stderr)
        return 130


def _show_warning(message, category, *_) -> None:
    print(f"toolkit: {message}", file=sys.stderr)


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="toolkit", description="Who is quoted saying what, for which party, in what tone."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    analyze = commands.add_parser("analyze", help="analyse articles and write the tables to a folder")
    analyze.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or globs of articles")
    analyze.add_argument(
        "--parties", required=True, metavar="NAME_OR_FILE", help="registry, shipped or your own"
    )
    analyze.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="folder for the results; may exist"
    )
    _add_columns(analyze)
    analyze.add_argument("--outlets", metavar="FILE", help="CSV: outlet, country, ownership, state_party")
    analyze.add_argument(
        "--engine", default="model", help="engine of the quotations: model (default) or rules"
    )
    analyze.add_argument("--format", default="parquet", choices=("parquet", "csv"), help="of the tables")
    analyze.set_defaults(run=_analyze)
    report = commands.add_parser("report", help="write one HTML file from what analyze wrote")
    report.add_argument("folder", type=Path, metavar="DIR", help="folder that analyze wrote")
    report.add_argument("--out", type=Path, metavar="FILE", help="default: report.html in that folder")
    report.add_argument("--replace", action="store_true", help="write over an earlier report")
    report.add_argument("--title", help="heading of the report")
    report.add_argument("--question", help="what the study asks")
    report.add_argument("--corpus", help="what the corpus is and where it comes from")
    report.add_argument("--sampling", help="by which frame and rule the articles were sampled")
    report.add_argument(
        "--evidence", type=int, default=5, metavar="N", help="sentences per number (default: 5; 0: none)"
    )
    report.add_argument("--seed", type=int, default=0, help="seed of the resampling (default: 0)")
    report.set_defaults(run=_report)
    check = commands.add_parser("check", help="load articles and tell what was lost, without analysing")
    check.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or globs of articles")
    _add_columns(check)
    check.add_argument("--parties", metavar="NAME_OR_FILE", help="a registry to check as well")
    check.set_defaults(run=_check)
    return parser


def _add_columns(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="THEIRS=OURS",
        help="what a column of your tables is called here, as in 'article_content=text'; may be repeated",
    )


def _analyze(options) -> int:
    from toolkit.analysis import analyze
    from toolkit.console import tell_portrait
    from toolkit.intake import read_outlets
    from toolkit.outputs import write_results
    from toolkit.parties import load_registry

    if options.out.exists() and not options.out.is_dir():
        raise ValueError(f"--out: expected a folder, got the file {options.out}. Name another folder.")
    registry = load_registry(options.parties)  # before the articles: a slip is told at once
    outlets = read_outlets(options.outlets)
    analysis = analyze(
        _load(options),
        registry,
        outlets=outlets,
        engine=options.engine,
        progress=sys.stderr.isatty(),
    )
    written, portrait = write_results(analysis, options.out, format=options.format)
    if len(portrait):
        print(*tell_portrait(analysis, portrait), sep="\n")
    print("Written:", *(f"  {path}" for path in written), sep="\n")
    print(f"  {options.out / 'docs'} (the parses, for toolkit.load_analysis)")
    return DONE if analysis.manifest["counts"]["analysed"] else NOTHING


def _report(options) -> int:
    from toolkit.analysis import load_analysis
    from toolkit.reports import report

    path = options.out or options.folder / "report.html"
    if path.is_dir():
        raise ValueError(f"--out: expected a file, got the folder {path}. Add the name of a file to it.")
    if path.exists() and not options.replace:
        raise FileExistsError(
            f"{path} exists. Name another file with --out, or give --replace to write over it."
        )
    report(
        load_analysis(options.folder),
        path,
        title=options.title,
        question=options.question,
        corpus=options.corpus,
        sampling=options.sampling,
        n_evidence=options.evidence,
        seed=options.seed,
    )
    print(f"Written: {path} ({path.stat().st_size / 1e6:.1f} MB; opens in any browser, offline)")
    return DONE


def _check(options) -> int:
    from toolkit.console import tell_cleaning
    from toolkit.parties import load_registry

    if options.parties:
        registry = load_registry(options.parties)
        print(f"Registry {registry.name}: {len(registry.parties)} parties, {len(registry.people)} people.")
    articles = _load(options)
    print(*tell_cleaning(articles), sep="\n")
    return DONE if (articles["status"] == "ok").any() else NOTHING


def _load(options) -> pd.DataFrame:
    from toolkit.articles import load_articles
    from toolkit.console import tell_loading

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the loss account is told in full
        articles = load_articles(
            options.paths if len(options.paths) > 1 else options.paths[0],
            columns=_read_columns(options.columns),
            progress=sys.stderr.isatty(),
        )
    print(*tell_loading(articles), sep="\n")
    return articles


def _read_columns(pairs: list[str]) -> dict[str, str] | None:
    """Their names of columns → ours."""
    from toolkit.readers.record import FIELDS

    wrong = next((p for p in pairs if not p.partition("=")[0] or p.rpartition("=")[2] not in FIELDS), None)
    if wrong is not None:
        raise ValueError(
            f"--columns: expected THEIRS=OURS, as in 'article_content=text', ours being {', '.join(FIELDS)}; "
            f"got {wrong!r}. Repeat --columns for each column."
        )
    return dict(pair.rsplit("=", 1) for pair in pairs) or None


if __name__ == "__main__":
    sys.exit(main())
