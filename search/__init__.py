"""Search: reading a query, what is indexed, engines, ranking, suggestions, evaluation."""
