"""A record made short enough to read: its name, its first screen, its ways and steps. Pure: no Django.

Nothing is decided here that the record does not say. What is left out of a short form is marked, and stands whole further down the page.
"""
