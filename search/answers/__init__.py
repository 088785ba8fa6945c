"""The fact, not only the link: quoted from the page or record that the first hit leads to. Nothing is generated."""
