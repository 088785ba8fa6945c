"""The desk's first screen, "Việc của tôi": what waits for whoever has come, each row with the one thing to do about it.

``rows`` is what rooms tell, and where they say it; ``flow`` tells what waits in workflows and on the clock; ``panel`` draws it all.
"""
