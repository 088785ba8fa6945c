"""The whole site as one file, and back.

``archive``: the file itself, every byte of which is accounted for. ``databases``: a copy of the database while editors write, and a copy
put in its place. ``making``, ``restoring``: both ways. ``encryption``: for certain eyes. ``regular``: the clock's job.

What is said here is said to whoever runs the server, in Vietnamese alone.
"""
