"""Pages found on the desk as readers find them, whatever their state."""
