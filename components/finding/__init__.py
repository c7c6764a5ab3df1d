"""How a map is found and shown elsewhere: what a preview, a search engine and a site ask for."""
