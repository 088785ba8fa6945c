"""Where things are, seen from any test."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"  # real data beside the project; tests that read it say so where it is not there
SEARCH = ROOT / "tests" / "search"
