"""Amounts of money: a point between thousands, the word instead of the sign."""


def dong(amount: int, per: str | None = None) -> str:
    """Whole đồng in, and what they are paid for; "100.000 đồng" or "2.000 đồng/trang" out."""
    written = f"{amount:,}".replace(",", ".") + " đồng"
    return f"{written}/{per}" if per else written
