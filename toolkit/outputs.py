"""What a run leaves in a folder for people: the tables, the estimates, and the figure of the parties."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from matplotlib import pyplot as plt

from toolkit.analysis import Analysis
from toolkit.estimates import estimate
from toolkit.plots import PORTRAIT, draw_portrait
from toolkit.schema import write_table
from toolkit.storage import FORMATS, MANIFEST, TABLES

FIGURE = "portrait.png"


def write_results(
    analysis: Analysis, folder: str | Path, *, format: str = "parquet", seed: int = 0
) -> tuple[list[Path], pd.DataFrame]:
    """Write tables, parses, estimates by party and outlet, and the portrait of the parties to a folder.

    Parameters
    ----------
    analysis : Analysis
        Reads all of it.
    folder : path
        As in ``Analysis.save``; receives ``estimates.<format>`` and, where there is something to draw,
        ``portrait.png`` besides. Those of an earlier run are replaced or removed.
    format : {"parquet", "csv"}
        Of the tables. The CSV files are made for Excel.
    seed : int
        Seed of the resampling.

    Returns
    -------
    files : list of Path
        What was written, without the parses.
    portrait : DataFrame
        The estimates of the figure, table ``estimates``; empty where nothing was measured.

    Raises
    ------
    ValueError, FileExistsError
        As in ``Analysis.save``.
    """
    earlier = (Path(folder) / MANIFEST).exists()
    folder = analysis.save(folder, format=format)
    if earlier:
        for name in (FIGURE, *(f"estimates.{ending}" for ending in FORMATS)):
            (folder / name).unlink(missing_ok=True)
    groups = ("party", ["party", "outlet"])
    estimates = pd.concat([estimate(analysis, by=by, seed=seed) for by in groups])
    write_table(estimates, folder / f"estimates.{format}")
    files = [folder / f"{name}.{format}" for name in sorted([*TABLES, "estimates"])] + [folder / MANIFEST]
    measured = set(analysis.scores["measure"])
    portrait = estimate(analysis, measures=[name for name in PORTRAIT if name in measured], seed=seed)
    if len(portrait):
        figure = draw_portrait(portrait)
        figure.savefig(folder / FIGURE, dpi=150)
        plt.close(figure)  # a notebook would show it at its next cell
        files.append(folder / FIGURE)
    return files, portrait
