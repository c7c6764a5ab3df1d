// Files and texts as they are sent: their bytes as base64.

/** Read a file: its name and its content. @param {File} file @returns {Promise<{ name: string, content: string }>} */
export function contentOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, content: String(reader.result).split(",")[1] ?? "" });
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}

/** Give a text as the bytes of a file. @param {string} words */
export function encoded(words) {
  let bytes = "";
  for (const byte of new TextEncoder().encode(words)) bytes += String.fromCharCode(byte);
  return window.btoa(bytes);
}
