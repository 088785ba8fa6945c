"""Every public page as a plain file, for the day when nobody answers behind nginx (``deploy/nginx.conf.template``).

``addresses``: what belongs into it and under which name; ``fetching``: a page as the site itself answers it to somebody of whom nothing is
known; ``own_pages``: what only the mirror has, a search among it; ``folder``: files that are there whole or not at all; ``building``: what
is made, in which order, and what is taken away. ``manage.py build_mirror`` makes all of it, the clock's job ``mirror`` keeps it current.
"""
