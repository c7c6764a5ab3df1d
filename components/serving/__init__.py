"""How what the browser fetches is put together and served."""
