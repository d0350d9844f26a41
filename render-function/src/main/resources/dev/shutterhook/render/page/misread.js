// Whether what a document has for browsers without scripts was read as text, as by a browser with scripts.
function () {
  return [...document.querySelectorAll('noscript')].some(part => !part.firstElementChild && part.textContent.includes('<'));
}
