"""First names and the table they come from: (counts, gender), (sources, rows)."""

import pytest

from toolkit.first_names import find_gender, is_first_name


@pytest.fixture(scope="module")
def maker(load_script):
    return load_script("make_first_names")


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Loretta", "female"),
        ("Sergei", "male"),
        ("François", "male"),
        ("Francois", "male"),
        ("Moaz", "male"),
        ("Bouthaina", "female"),
        ("loretta", None),
        ("Wen", None),
        ("Xiao", None),
        ("Valery", None),
    ],
)
def test_genders(name, gender):
    assert find_gender(name) == gender
    assert is_first_name(name) == (gender is not None)


def test_a_name_of_either_gender_is_a_first_name_all_the_same():
    assert find_gender("Robin") is None
    assert is_first_name("Robin")


@pytest.mark.parametrize(
    ("female", "male", "gender"),
    [(1.0, 0.0, "female"), (0.05, 0.95, "male"), (0.06, 0.94, None), (0.5, 0.5, None), (0.0, 0.0, None)],
)
def test_a_gender_is_of_nearly_all_who_bear_the_name(maker, female, male, gender):
    assert maker.choose_gender({"female": female, "male": male}) == gender


@pytest.mark.parametrize(
    ("census", "own", "rows"),
    [
        ({"Ann": (1.0, 0.0)}, {}, [("Ann", "female", "census")]),
        ({}, {"Igor": {"male"}}, [("Igor", "male", "own list")]),
        ({"Ann": (1.0, 0.0)}, {"Ann": {"female"}}, [("Ann", "female", "census")]),
        ({"Andrea": (1.0, 0.0)}, {"Andrea": {"male"}}, []),
        ({"Robin": (0.5, 0.5)}, {"Robin": {"male"}}, []),
        ({}, {"Manuela": {"female", "male"}}, []),
        ({"Robin": (0.5, 0.5)}, {"Robin": {"both"}}, [("Robin", "", "own list")]),
        ({}, {"Dana": {"both", "male"}}, [("Dana", "", "own list")]),
        (
            {},
            {"Uwe": {"male"}, "Olga": {"female"}},
            [("Olga", "female", "own list"), ("Uwe", "male", "own list")],
        ),
    ],
)
def test_sources_that_differ_leave_a_name_out(maker, census, own, rows):
    shares = {name: dict(zip(maker.GENDERS, both, strict=True)) for name, both in census.items()}
    assert maker.make_table(shares, own) == rows


def test_the_census_is_read_by_gender(maker, tmp_path):
    (tmp_path / "dist.female.first").write_text("MARY  2.629  2.629  1\nROBIN  0.20  9.9  2\n", "ascii")
    (tmp_path / "dist.male.first").write_text("ROBIN  0.05  9.9  9\n", "ascii")
    assert maker.read_census(tmp_path) == {
        "Mary": {"female": 2.629, "male": 0.0},
        "Robin": {"female": 0.20, "male": 0.05},
    }


def test_our_list_may_give_a_name_two_genders(maker, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("language,gender,names\nItalian,male,Andrea Luca\nGerman,female,Andrea\n", "utf-8")
    assert maker.read_own(path) == {"Andrea": {"male", "female"}, "Luca": {"male"}}


def test_our_list_has_names_without_their_accents_too(maker, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("language,gender,names\nOther,male,Björn Jarosław İlker Thorbjørn\n", "utf-8")
    names = ["Björn", "Bjorn", "Jarosław", "Jaroslaw", "İlker", "Ilker", "Thorbjørn", "Thorbjorn", "Bjoern"]
    assert maker.read_own(path) == dict.fromkeys(names, {"male"})
