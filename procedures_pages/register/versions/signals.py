"""What the register tells the rooms above it."""

from django.dispatch import Signal

# Records came, changed or went. Sent after the commit.
register_changed = Signal()
