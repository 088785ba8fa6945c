"""Numbers as they are written here: a comma before the decimals; and which may be somebody's."""

# So many digits in a row may be the number of a telephone or of an identity card: what readers type is kept without them.
PERSONAL_DIGITS = 6


def decimal(number: float, digits: int | None = None) -> str:
    """A number in; "3,5" or "3" out, rounded to so many digits where they are given, without zeros at the end."""
    written = f"{number:g}" if digits is None else f"{number:.{digits}f}"
    return (written.rstrip("0").rstrip(".") if digits else written).replace(".", ",")
