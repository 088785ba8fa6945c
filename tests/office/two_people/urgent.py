"""For tests of other things than the rule of two people: one user edits and publishes, with a reason where the desk asks for it."""

REASON = "Không ai khác có mặt hôm nay."


def published(client, response):
    """The answer to the reason, where the desk asked for one; else the response itself."""
    at = response.get("Location", "")
    return client.post(at, {"action": "urgent", "reason": REASON}) if "/nguoi-thu-hai/" in at else response
