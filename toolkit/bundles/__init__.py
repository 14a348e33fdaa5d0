"""Bundles: one zip file from which a second person gets the same numbers, with or without the texts."""

from __future__ import annotations

from toolkit.bundles.archive import INDEX
from toolkit.bundles.read import restore_bundle
from toolkit.bundles.write import WITHHELD, bundle

__all__ = ["INDEX", "WITHHELD", "bundle", "restore_bundle"]
