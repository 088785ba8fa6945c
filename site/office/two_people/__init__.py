"""Two people, always: nobody puts live alone what they changed last, nor past its check; in an emergency with a reason and a mark."""
