"""The Vietnamese language: normal form, folding, tone marks, syllables, keystroke residue, slugs, dates, money, sorting.

Pure functions of the standard library; no Django, no other room of the house.
"""
