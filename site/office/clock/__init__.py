"""The site's clock: what has to happen at its hour without anybody asking, once for all processes and machines.

``jobs``: what there is to do; rooms above register theirs. ``leases``: who does it, agreed on in the database; ``exclusive``: the same
for work that a person starts. ``running``: doing it and writing down how it went. ``scheduler``: the thread of a serving process.
``status``: whether the clock runs, for the desk and machines. ``publishing``, ``chores``: the clock's own jobs.
"""
