// A style sheet that no element carries: the page's own policy of content cannot forbid it.
function (css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return sheet.cssRules.length;
}
