"""The command line: ``toolkit analyze`` and ``toolkit check``."""

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
            warnings.simplefilter("ignore", UserWarning)  # the loss account is printed in full
            return options.run(options)
    except (OSError, TypeError, ValueError) as error:
        print(f"toolkit: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("toolkit: interrupted; nothing was written.", file=sys.stderr)
        return 130


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
    analyze.add_argument("--outlets", metavar="FILE", help="CSV: outlet, country, ownership, state_party")
    analyze.add_argument("--engine", default="rules", help="engine of the quotations (default: rules)")
    analyze.add_argument("--format", default="parquet", choices=("parquet", "csv"), help="of the tables")
    analyze.set_defaults(run=_analyze)
    check = commands.add_parser("check", help="load articles and tell what was lost, without analysing")
    check.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or globs of articles")
    check.set_defaults(run=_check)
    return parser


def _analyze(options) -> int:
    from toolkit.analysis import analyze
    from toolkit.compare import estimate
    from toolkit.plots import PORTRAIT, draw_portrait

    if options.out.exists() and not options.out.is_dir():
        raise ValueError(f"--out: expected a folder, got the file {options.out}. Name another folder.")
    articles = _load(options.paths)
    analysis = analyze(
        articles,
        options.parties,
        outlets=options.outlets,
        engine=options.engine,
        progress=sys.stderr.isatty(),
    )
    folder = analysis.save(options.out, format=options.format)
    written = [*sorted(folder.glob(f"*.{options.format}")), folder / "manifest.json"]
    if len(analysis.quotes):
        estimates = estimate(analysis, measures=_present(analysis.scores, PORTRAIT))
        _print_portrait(analysis, estimates)
        figure = draw_portrait(estimates)
        figure.savefig(folder / "portrait.png", dpi=150)
        written.append(folder / "portrait.png")
    counts = analysis.manifest["counts"]
    print(
        f"\n{counts['quotes']} quotations in {counts['analysed']} articles, "
        f"{counts['quotes_unresolved']} of them from speakers of no known party."
    )
    print("Written:", *(f"  {path}" for path in written), sep="\n")
    return DONE if counts["analysed"] else NOTHING


def _check(options) -> int:
    articles = _load(options.paths)
    for outlet, rows in articles[articles["status"] == "ok"].groupby("outlet"):
        days = rows["published"].dropna()
        span = f"{days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no dates"
        print(f"  {outlet}: {len(rows)} articles, {int(rows['n_words'].sum())} words, {span}")
    return DONE if (articles["status"] == "ok").any() else NOTHING


def _load(paths: list[str]) -> pd.DataFrame:
    from toolkit.articles import load_articles

    articles = load_articles(paths if len(paths) > 1 else paths[0], progress=sys.stderr.isatty())
    lost = articles[articles["status"] != "ok"]
    print(f"{len(articles)} inputs: {len(articles) - len(lost)} loaded, {len(lost)} not loaded.")
    for row in lost.itertuples():
        print(f"  not loaded: {row.source_file} ({row.status}): {row.status_detail}")
    return articles


def _present(scores: pd.DataFrame, measures) -> list[str]:
    return [name for name in measures if name in set(scores["measure"])]


def _print_portrait(analysis, estimates: pd.DataFrame) -> None:
    from toolkit.plots import PORTRAIT

    wide = estimates.assign(text=[_in_words(row) for row in estimates.itertuples()])
    table = wide.pivot(index="group", columns="measure", values="text").reindex(columns=list(PORTRAIT))
    order = analysis.quotes.groupby("party")["n_words"].sum().sort_values(ascending=False).index
    table = table.reindex(order).fillna("–")
    table.index.name, table.columns.name = "party", None
    print("\nThe parties' portrait: mean [95% interval over articles]; * fewer than 10 articles\n")
    with pd.option_context("display.width", 200, "display.max_columns", None):
        print(table.to_string())
    for note in sorted({n for text in estimates["caveat"].dropna() for n in text.split("; ")}):
        print(f"  caveat: {note}")


def _in_words(row) -> str:
    star = "*" if isinstance(row.caveat, str) and "fewer" in row.caveat else ""
    if pd.isna(row.ci_low):
        return f"{row.value:.2f}{star}"
    return f"{row.value:.2f} [{row.ci_low:.2f}, {row.ci_high:.2f}]{star}"


if __name__ == "__main__":
    sys.exit(main())
