"""The workshop: a map of one's own text, made in the browser; readers load none of it."""
