// The document as text, with what is in open shadow roots.
function () {
  const roots = [];
  const collect = root => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) {
        roots.push(element.shadowRoot);
        collect(element.shadowRoot);
      }
    }
  };
  collect(document);
  const whole = document.documentElement;
  if (!whole) return '';
  const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) + '\n' : '';
  if (!whole.getHTML || document.contentType !== 'text/html') {
    return doctype + new XMLSerializer().serializeToString(whole);
  }
  const shell = whole.cloneNode(false).outerHTML;
  const end = shell.lastIndexOf('</');
  return doctype + shell.slice(0, end) + whole.getHTML({shadowRoots: roots}) + shell.slice(end);
}
