"""Two people, always: who last changed what goes live is not who lets it go live, by no road; in an emergency with a reason and a mark."""
