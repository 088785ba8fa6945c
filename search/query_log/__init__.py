"""What readers ask, counted beside their requests, and the report an editor makes of it."""
