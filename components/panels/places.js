function placeParts(content) {
  return [["places", content, () => el("p", {}, content.title)]];
}
