"""Links that lead out of the site: whether they open, since when not, where they are used.

``guard``: which machines may be asked at all. ``asking``: one question to one of them, within bounds. ``manners``: what their owners allow,
and how often. ``checking``: what became of a link. ``found``: which there are; rooms above register theirs. ``keeping``: what is known of
each. ``dead``: what readers are told. ``work``: the clock's jobs. ``desk``: the report.
"""
