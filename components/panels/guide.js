function guideParts(content) {
  return [["guide", content, () => el("p", {}, content.title)]];
}
