"""The base map: what it holds, and where it lies."""
