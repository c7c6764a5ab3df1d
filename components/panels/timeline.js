function timelineParts(content) {
  return [["timeline", content, () => el("p", {}, content.title)]];
}
