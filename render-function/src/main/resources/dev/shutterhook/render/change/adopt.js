// Adds a style to a page's own document, not to those of its frames.
function (hide, css) {
  if (window.parent !== window) return;
  const sheets = [new CSSStyleSheet(), new CSSStyleSheet()];
  try {
    sheets[0].replaceSync(hide);
    sheets[1].replaceSync(css);
  } catch (e) {
    // It imports another one, which waits until the page has loaded.
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
}
