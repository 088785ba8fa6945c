"""Edit on the page: the page as readers see it, each fact a link to its own small form. The long form stays for new pages."""
