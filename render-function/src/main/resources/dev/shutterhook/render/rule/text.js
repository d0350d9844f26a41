// The text that a page shows, with open shadow roots and frames of its own origin.
function (most) {
  const texts = [];
  const read = root => {
    texts.push(root.innerText ?? [...root.children].map(child => child.innerText ?? '').join('\n'));
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) read(element.shadowRoot);
      if (element.localName === 'iframe' || element.localName === 'frame') {
        const inner = element.contentDocument;
        if (inner && inner.documentElement && element.checkVisibility()) read(inner.documentElement);
      }
    }
  };
  if (document.documentElement) read(document.documentElement);
  return texts.join('\n').slice(0, most);
}
