"""What can be found: who gives it, how it is kept in the database, what a process knows of it."""
