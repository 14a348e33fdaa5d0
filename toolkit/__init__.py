"""Who is quoted saying what, for which party, in what tone."""

__version__ = "0.1.0"
