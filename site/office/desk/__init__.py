"""The desk's toolkit for every room."""
