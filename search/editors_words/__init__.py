"""What editors say about words: synonyms, easily confused pairs, promoted answers, what is done elsewhere."""
