"""What a new legal text changes for pages that rest on the old one: noticed when it is entered, open until somebody has dealt with it."""
