"""Whether all is well with the site, on one page: for ``manage.py doctor``, for machines (``--json``) and on the desk.

``registry``: a check is a function; rooms above register theirs when their app is ready. ``checks``: this room's own. ``jobs``: the table
of the clock's jobs. ``desk``: the page.
"""
