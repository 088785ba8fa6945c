"""What officers say about a page that they may not edit, and what editors answer."""
