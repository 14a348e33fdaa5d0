"""The notebooks as documents: short, executed from top to bottom, no logic of their own."""

import ast
import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def code_cells(notebook: dict) -> list[dict]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def read_parameters(path: Path) -> dict:
    cell = code_cells(json.loads(path.read_text(encoding="utf-8")))[0]
    return {
        line.targets[0].id: ast.literal_eval(line.value) for line in ast.parse("".join(cell["source"])).body
    }


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_every_cell_was_run_in_order_without_an_error(notebook):
    cells = code_cells(notebook)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [out for cell in cells for out in cell["outputs"] if out["output_type"] == "error"]


def test_it_is_short_and_small(notebook):
    assert len(notebook["cells"]) <= 30
    assert len(json.dumps(notebook)) < 420_000


def test_it_begins_with_its_question_and_parameters_and_ends_with_limits(notebook):
    first, last = notebook["cells"][0], notebook["cells"][-1]
    assert "**Question.**" in "".join(first["source"])
    assert "parameters" in code_cells(notebook)[0]["metadata"].get("tags", [])
    assert "".join(last["source"]).startswith("## Findings and limits")


def test_prose_stands_before_code_and_logic_in_the_package(notebook):
    cells = notebook["cells"]
    for before, cell in zip(cells, cells[1:], strict=False):
        if cell["cell_type"] == "code":
            assert before["cell_type"] == "markdown"
            lines = "".join(cell["source"]).splitlines()
            assert not [
                line for line in lines if line.lstrip().startswith(("def ", "class ", "for ", "while "))
            ]


def test_sections_are_numbered_and_the_last_says_that_the_corpus_is_invented(notebook):
    prose = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    numbers = re.findall(r"^## (\d+)\. ", "\n".join(prose), flags=re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert "invented corpus: method, not finding" in prose[-1].lower()


def test_outputs_hold_no_warning_and_no_path_of_a_machine(notebook):
    outputs = [out for cell in code_cells(notebook) for out in cell["outputs"]]
    assert not [out for out in outputs if out.get("name") == "stderr"]
    texts = json.dumps([{**out.get("data", {}), "image/png": "", "text": out.get("text")} for out in outputs])
    assert str(Path(__file__).parents[1]) not in texts
    assert not re.search(r"[\" '(>](/home|/root|/tmp|/Users)", texts)


def test_one_parameter_means_the_same_in_the_whole_set():
    sets = [read_parameters(path) for path in NOTEBOOKS]
    for name in ("folder", "outlets", "parties", "compared", "seed"):
        assert len({repr(given[name]) for given in sets if name in given}) == 1, name
