"""The table of validity: whole, in range, and in keeping with cards, floors, benchmarks and README."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk
from toolkit.framing import LENSES

ROOT = Path(__file__).parents[1]
FLOORS = json.loads((ROOT / "benchmarks/floors.json").read_text(encoding="utf-8"))
MODELS = [path.parent.name for path in (ROOT / "toolkit" / "models").glob("*/card.md")]
TABLE = tk.validity()
MEASURED = TABLE[TABLE["figure"] != "not measured"]

SUBSETS = {
    "all": "all attributions",
    "quoted": "attributions in quotation marks",
    "speech": "attributions with a verb of speech",
}
ATTRIBUTION = {"content_soft": "content, F1", "content_speaker": "content and speaker, F1"}
DEMONSTRATION = {
    "content_soft": ("quotes", "content, F1", "all attributions"),
    "content_speaker": ("quotes", "content and speaker, F1", "all attributions"),
    "quote_type": ("quotes", "quotation type, accuracy", "matched attributions"),
    "speaker": ("speakers", "person, accuracy", "matched attributions"),
    "party": ("parties", "party, accuracy", "matched attributions"),
    "party_where_one": ("parties", "party, accuracy", "matched attributions of a party"),
}


def find_value(rows: pd.DataFrame, figure: str, subset: str) -> float:
    (value,) = rows.loc[(rows["figure"] == figure) & (rows["subset"] == subset), "value"]
    return value


def test_columns():
    assert " ".join(TABLE.columns) == (
        "measure engine benchmark subset figure value low high ceiling ceiling_by n labelled_by command note"
    )


def test_values_lie_in_their_intervals_from_0_to_1():
    for row in MEASURED.itertuples():
        low, high = (row.value, row.value) if pd.isna(row.low) else (row.low, row.high)
        assert 0 <= low <= row.value <= high <= 1
    assert TABLE["low"].isna().eq(TABLE["high"].isna()).all()
    assert TABLE["ceiling"].dropna().between(0, 1).all()


@pytest.mark.parametrize("column", ["benchmark", "subset", "value", "n", "labelled_by", "command"])
def test_what_was_measured_is_told_in_full(column):
    assert MEASURED[column].notna().all()


def test_what_was_not_measured_has_no_value_and_a_reason():
    rest = TABLE.drop(MEASURED.index)
    assert rest[["benchmark", "value", "low", "ceiling", "command"]].isna().all(axis=None)
    assert TABLE["note"].notna().all()


def test_a_ceiling_has_its_annotators():
    assert TABLE["ceiling"].isna().equals(TABLE["ceiling_by"].isna())


def test_a_value_above_its_ceiling_says_how_that_can_be():
    above = TABLE[(TABLE["value"] > TABLE["ceiling"]) & ~TABLE["figure"].str.contains("0 is best")]
    assert len(above)
    assert above["note"].str.contains("The ceiling comes from 18 articles, 16 of them others").all()
    assert "a figure may lie above it" in tk.explain_terms(above).loc["ceiling", "meaning"]


def test_no_figure_stands_twice():
    assert not TABLE.duplicated(["measure", "engine", "benchmark", "subset", "figure"]).any()


@pytest.mark.parametrize("measure", [*tk.describe_measures()["name"], "quotes", "speakers", "parties"])
def test_every_measure_has_a_row(measure):
    assert (tk.validity(measure=measure)["measure"] == measure).all()


def test_no_row_is_of_something_else():
    steps = {"quotes", "speakers", "parties"}
    assert set(TABLE["measure"]) == {*tk.describe_measures()["name"], *steps}


def test_a_label_word_has_the_row_of_all_labels():
    assert tk.validity(measure="label.regime")["measure"].tolist() == ["label.<word>"]


def test_an_unknown_measure_is_named_with_what_was_expected():
    with pytest.raises(ValueError, match=r"measure: expected one of quotes, .*; got 'tone'\. Leave it out"):
        tk.validity(measure="tone")


def test_the_table_given_is_the_callers_own():
    mine = tk.validity()
    mine["value"] = 1.0
    assert tk.validity().equals(TABLE)


@pytest.mark.parametrize(
    ("measure", "columns", "terms"),
    [
        ("stance.distancing", ["measure", "figure"], ["not measured"]),
        ("stance.distancing", ["measure", "figure", "low", "ceiling"], ["not measured"]),  # both empty
        ("description.sentiment", ["figure"], ["macro-F1", "wrong sign"]),
        (
            "parties",
            ["figure", "value", "low"],
            ["accuracy", "party found", "95% interval", "not measured"],
        ),
        (
            "quotes",
            ["engine", "figure", "value", "low", "ceiling"],
            [
                "engine",
                "F1",
                "precision",
                "recall",
                "accuracy",
                "calibration error",
                "95% interval",
                "ceiling",
            ],
        ),
        ("description.sentiment", ["note"], ["macro-F1", "Cohen's kappa", "masked"]),
    ],
)
def test_terms_are_explained_where_they_occur(measure, columns, terms):
    explained = tk.explain_terms(tk.validity(measure=measure)[columns])
    assert explained.index.tolist() == terms
    assert explained["meaning"].str.len().gt(30).all()


def test_every_kind_of_figure_is_explained():
    for figure in TABLE["figure"].unique():
        assert len(tk.explain_terms(TABLE.loc[TABLE["figure"] == figure, ["figure"]]))


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("matched attributions of a party", "matched attributions"),
        ("Sources as annotated, registry states.", "sources as annotated"),
        ("two language-model annotators, adjudicated", "adjudicated"),
        ("two language-model annotators, adjudicated", "language-model annotators"),
        ("PolNeAR (Newell et al. 2018), development split, 20 articles", "development split"),
        ("polar targets in sentences", "target"),
        ("speakers with a party by beside", "beside"),
    ],
)
def test_words_of_the_trade_are_explained(words, term):
    assert term in tk.explain_terms(pd.DataFrame({"note": [words]})).index


def test_names_in_an_index_count_as_columns():
    assert "engine" in tk.explain_terms(TABLE.set_index(["measure", "engine"])[["figure"]]).index


def test_terms_are_of_a_table():
    with pytest.raises(
        TypeError, match=r"table: expected a DataFrame, got str. Give rows and columns of val"
    ):
        tk.explain_terms("macro-F1")


@pytest.mark.parametrize("command", MEASURED["command"].unique())
def test_commands_name_files_and_options_that_exist(command):
    script, *words = command.removeprefix("python ").split()
    if script == "-m":
        script = words.pop(0).replace(".", "/") + ".py"
    text = (ROOT / script).read_text(encoding="utf-8")
    for option in words:
        assert not option.startswith("--") or f'"{option}"' in text


@pytest.mark.parametrize("engine", sorted(FLOORS["attribution"]["polnear_dev"].keys() - {"articles"}))
def test_attributions_are_told_as_the_floors_have_them(engine):
    floors = FLOORS["attribution"]["polnear_dev"]
    rows = tk.validity(measure="quotes").query("engine == @engine").dropna(subset="low")
    rows = rows[rows["benchmark"].str.startswith("PolNeAR") & rows["benchmark"].str.contains("development")]
    assert rows["benchmark"].str.endswith(f"{floors['articles']} articles").all()
    for subset, figures in floors[engine].items():
        for name, floor in figures.items():
            value = 100 * find_value(rows, ATTRIBUTION[name], SUBSETS[subset])
            assert floor == pytest.approx(value, abs=0.051)


@pytest.mark.parametrize("engine", FLOORS["demonstration"])
@pytest.mark.parametrize("name", DEMONSTRATION)
def test_the_demonstration_is_told_as_the_floors_have_it(engine, name):
    floor = FLOORS["demonstration"][engine][name]
    measure, figure, subset = DEMONSTRATION[name]
    rows = tk.validity(measure=measure).query("engine == @engine")
    rows = rows[rows["command"].str.contains("demonstration.py", na=False)]
    assert 100 * find_value(rows, figure, subset) == pytest.approx(floor, abs=0.051)


@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)
def test_a_card_states_no_figure_of_its_own(lens):
    rows = MEASURED[MEASURED["measure"].isin([measure.name for measure in lens.measures])]
    shares = {f"{value:.2f}" for value in [*rows["value"], *rows["ceiling"].dropna()]}
    assert set(re.findall(r"\b0\.\d\d", lens.card)) <= shares
    assert {int(text) for text in re.findall(r"(\d+)%", lens.card)} <= {round(100 * v) for v in rows["value"]}


@pytest.mark.parametrize("path", ["README.md", *(f"toolkit/models/{name}/card.md" for name in MODELS)])
def test_no_text_states_a_figure_of_its_own(path):
    number = r"(?:\d\d\.\d|\d\.\d\d\d?)"
    told = re.findall(rf"{number} \({number} to {number}\)", (ROOT / path).read_text(encoding="utf-8"))
    known = {
        " ".join([write(row.value), f"({write(row.low)} to {write(row.high)})"])
        for row in MEASURED.dropna(subset="low").itertuples()
        for write in (lambda x: f"{100 * x:.1f}", lambda x: f"{x:.2f}", lambda x: f"{x:.3f}")
    }
    assert told
    assert set(told) <= known


def test_the_targets_are_told_as_the_floors_have_them():
    rows = tk.validity(measure="description.sentiment").query("figure == 'macro-F1'").set_index("benchmark")
    for name, floors in FLOORS["targets"].items():
        value = rows.filter(like={"devtest_mt": "NewsMTSC", "masked_units": "Masked"}[name], axis=0)["value"]
        assert value.tolist() == [floors["model"]["macro_f1"]]


def test_parties_on_real_news_are_told_as_the_floors_have_them():
    floors = FLOORS["parties"]["report"]["states"]
    rows = TABLE[(TABLE["measure"] == "parties") & TABLE["benchmark"].str.startswith("PolNeAR", na=False)]
    told = rows.set_index("figure")["value"] * 100
    assert told["party, accuracy"] == pytest.approx(floors["right where given"])
    assert told["party found, share"] == pytest.approx(floors["found"])
