"""The command line, as a person at a terminal meets it."""

import subprocess
import sys
from pathlib import Path

import pytest

import toolkit as tk
from toolkit.__main__ import DONE, NOTHING, USAGE, main

ARTICLES = Path(__file__).parents[1] / "data" / "articles"
OUTLETS = ARTICLES.parent / "outlets.csv"
ONE = ARTICLES / "Northgate Wire"


def test_analyze_writes_the_tables_and_says_where(tmp_path, capsys):
    code = main(
        ["analyze", str(ONE), "--parties", "syria-2012", "--outlets", str(OUTLETS), "--out", str(tmp_path)]
    )
    shown = capsys.readouterr().out
    assert code == DONE
    assert "10 inputs: 10 loaded, 0 not loaded." in shown
    assert "mean [95% interval over articles]; * fewer than 10 articles, ** fewer than 5, do not" in shown
    for name in ("articles.parquet", "quotes.parquet", "scores.parquet", "manifest.json", "portrait.png"):
        assert str(tmp_path / name) in shown
        assert (tmp_path / name).is_file()
    assert len(tk.load_analysis(tmp_path).articles) == 10


def test_the_invented_corpus_is_said(tmp_path, capsys):
    main(
        [
            "analyze",
            str(ARTICLES),
            "--parties",
            "syria-2012",
            "--outlets",
            str(OUTLETS),
            "--out",
            str(tmp_path),
        ]
    )
    assert "caveat: invented corpus: method, not finding" in capsys.readouterr().out


def test_csv_on_demand(tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["analyze", str(ONE), "--parties", "syria-2012", "--out", out, "--format", "csv"]) == DONE
    assert (tmp_path / "out" / "quotes.csv").is_file()


def test_report_writes_one_page_of_what_analyze_wrote(tmp_path, capsys):
    main(["analyze", str(ONE), "--parties", "syria-2012", "--out", str(tmp_path)])
    assert main(["report", str(tmp_path), "--question", "Who is heard?", "--evidence", "1"]) == DONE
    assert f"Written: {tmp_path / 'report.html'} (" in capsys.readouterr().out
    assert "Who is heard?" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert (
        main(["report", str(tmp_path), "--out", str(tmp_path / "a" / "b.html"), "--sampling", "All."]) == DONE
    )
    assert "All." in (tmp_path / "a" / "b.html").read_text(encoding="utf-8")


def test_an_earlier_report_is_replaced_only_if_asked_for(tmp_path, capsys):
    main(["analyze", str(ONE), "--parties", "syria-2012", "--out", str(tmp_path)])
    page = tmp_path / "report.html"
    page.write_text("of an earlier run", encoding="utf-8")
    assert main(["report", str(tmp_path)]) == USAGE
    told = f"toolkit: {page} exists. Name another file with --out, or give --replace to write over it.\n"
    assert capsys.readouterr().err == told
    assert page.read_text(encoding="utf-8") == "of an earlier run"
    assert main(["report", str(tmp_path), "--replace", "--evidence", "0"]) == DONE
    assert "of an earlier run" not in page.read_text(encoding="utf-8")


def test_the_report_is_a_file(tmp_path, capsys):
    assert main(["report", str(tmp_path), "--out", str(tmp_path)]) == USAGE
    assert f"--out: expected a file, got the folder {tmp_path}. Add the name" in capsys.readouterr().err


def test_report_needs_an_analysis(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == USAGE
    assert "expected a folder with manifest.json and tables" in capsys.readouterr().err


def test_what_is_not_loaded_is_listed(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Talks go on\n\nMoscow said that talks would go on for a long time.\n")
    (tmp_path / "b.txt").write_text("")
    assert main(["check", str(tmp_path)]) == DONE
    shown = capsys.readouterr().out
    assert "2 inputs: 1 loaded, 1 not loaded." in shown
    assert "not loaded: b.txt (empty):" in shown


def test_nothing_to_analyse_is_an_exit_code(tmp_path, capsys):
    (tmp_path / "b.txt").write_text("")
    assert main(["check", str(tmp_path)]) == NOTHING
    assert (
        main(["analyze", str(tmp_path), "--parties", "syria-2012", "--out", str(tmp_path / "out")]) == NOTHING
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyze", "no-such-folder", "--parties", "syria-2012"], "no-such-folder"),
        (
            ["analyze", str(ONE), "--parties", "mars"],
            "parties: expected a Registry, a .yaml file or one of states, syria-2012",
        ),
        (["analyze", str(ONE), "--parties", "mars.yaml"], "mars.yaml"),
        (
            ["analyze", str(ONE), "--parties", "syria-2012", "--engine", "magic"],
            "engine: expected one of 'model', 'rules'",
        ),
        (
            ["analyze", str(ONE), "--parties", "syria-2012", "--columns", "article_content"],
            "ours being text, title, published, outlet, author, url, source_id; got 'article_content'.",
        ),
        (
            ["analyze", str(ONE), "--parties", "syria-2012", "--columns", "body="],
            "got 'body='. Repeat --columns for each column.",
        ),
        (
            ["analyze", str(ONE), "--parties", "syria-2012", "--outlets", "none.csv"],
            "outlets: expected a CSV file",
        ),
    ],
)
def test_bad_input_is_one_line_and_no_traceback(tmp_path, capsys, arguments, message):
    assert main([*arguments, "--out", str(tmp_path / "out")]) == USAGE
    shown = capsys.readouterr().err
    assert shown.startswith("toolkit: ")
    assert message in shown
    assert "Traceback" not in shown


def test_out_must_be_a_folder(tmp_path, capsys):
    path = tmp_path / "file"
    path.write_text("")
    assert main(["analyze", str(ONE), "--parties", "syria-2012", "--out", str(path)]) == USAGE
    assert "--out: expected a folder, got the file" in capsys.readouterr().err


def test_it_runs_as_a_module():
    shown = subprocess.run(
        [sys.executable, "-m", "toolkit", "check", str(ONE)], capture_output=True, text=True
    )
    assert shown.returncode == DONE
    assert "Northgate Wire: 10 articles" in shown.stdout


def test_columns_and_outlets_as_a_spreadsheet_writes_them(tmp_path, capsys):
    table, outlets = tmp_path / "a.csv", tmp_path / "outlets.csv"
    table.write_text("article_content;outlet\nLavrov said the veto was right.;Herald\n", "utf-8")
    outlets.write_text("outlet;country\nHerald;UK\n", "utf-8")
    more = ["--outlets", str(outlets), "--out", str(tmp_path / "out"), "--columns", "article_content=text"]
    assert main(["analyze", "--parties", "syria-2012", *more, str(table)]) == DONE
    shown = capsys.readouterr().out
    assert "1 input: 1 loaded, 0 not loaded." in shown
    assert "tone.polarity: Tone of its quoted words, by TextBlob" in shown
    assert "1 quotation in 1 article; 'unresolved': 0, of residents" in shown
    assert list(tk.load_analysis(tmp_path / "out").outlets["country"]) == ["UK"]


def test_two_articles_have_no_interval(tmp_path, capsys):
    for n, word in enumerate(("right", "wrong")):
        (tmp_path / f"{n}.txt").write_text(f"Sergei Lavrov said the veto was {word}. It was late.", "utf-8")
    main(["analyze", str(tmp_path / "*.txt"), "--parties", "syria-2012", "--out", str(tmp_path / "out")])
    lines = capsys.readouterr().out.splitlines()
    assert "[" not in next(line for line in lines if line.startswith("Russia"))
