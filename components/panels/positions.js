function positionParts(content) {
  return [["positions", content, () => el("p", {}, content.title)]];
}
