"""Two people, always: who last changed what goes live is not who lets it go live, by no road, nor past the check of its content; in an emergency with a reason and a mark."""
