"""The model in a process of its own, one for all processes of a site on one machine (docs/decisions/0009).

``client`` asks it; ``keeper`` starts it, kills it where it hangs and replaces it; ``server`` is it; ``frames`` is what goes between them
over a UNIX socket; ``folder`` is where they meet; ``breaker`` remembers which texts killed it.
"""
