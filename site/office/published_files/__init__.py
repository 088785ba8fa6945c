"""Files that readers were given: approved with the page that leads to them, from then on the same for everybody, and never gone."""
