// Reads what a page says, line by line, as innerText has it (HTML, section 3.2.7) but for empty lines, and with open
// shadow roots and frames of its own origin in their places. What selectors find is left out. Both are kept in this world
// for what paints over them: the elements, and where each letter stands.
function (selectors, most, maxElements, maxDepth) {
  const left = selectors.map(() => []);
  const out = new Set();
  const gather = root => {
    selectors.forEach((selector, i) => {
      let all = [];
      try {
        all = root.querySelectorAll(selector);
      } catch (e) {
        // What is no selector finds nothing.
      }
      for (const element of all) {
        if (left[i].length >= maxElements) break;
        left[i].push(element);
        out.add(element);
      }
    });
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) gather(element.shadowRoot);
      if ((element.localName === 'iframe' || element.localName === 'frame') && element.contentDocument) {
        gather(element.contentDocument);
      }
    }
  };
  if (selectors.length > 0) gather(document);

  const lines = [];
  let line = {text: '', runs: []};
  let space = null;
  let length = 0;
  // A run is letters of a line that stand one after the other in one node.
  const put = (letter, node, offset) => {
    const last = line.runs.at(-1);
    if (last && last.node === node && last.offset + last.length === offset) {
      last.length++;
    } else {
      line.runs.push({at: line.text.length, node, offset, length: 1});
    }
    line.text += letter;
    length++;
  };
  const end = () => {
    if (line.text.trim()) lines.push(line);
    line = {text: '', runs: []};
    space = null;
  };
  const cased = (letter, transform) => {
    if (transform === 'uppercase') return letter.toUpperCase();
    if (transform === 'lowercase') return letter.toLowerCase();
    return transform === 'capitalize' && !/[\p{L}\p{N}'’]$/u.test(line.text) ? letter.toUpperCase() : letter;
  };
  const letters = (node, style) => {
    const data = node.data;
    const keeps = /^(preserve|break-spaces)$/.test(style.whiteSpaceCollapse);
    const breaks = keeps || style.whiteSpaceCollapse === 'preserve-breaks';
    for (let i = 0; i < data.length && length < most; i++) {
      const letter = data[i];
      if (letter === '\n' && breaks) {
        end();
      } else if (/[ \t\n\f\r]/.test(letter) && !keeps) {
        if (line.text && !line.text.endsWith('\t')) space ??= {node, offset: i};
      } else {
        if (space) put(' ', space.node, space.offset);
        space = null;
        for (const shown of cased(letter, style.textTransform).split('')) put(shown, node, i);
      }
    }
  };

  const UNSEEN = new Set(['audio', 'canvas', 'img', 'object', 'textarea', 'video']);
  const children = element => {
    if (element.localName === 'iframe' || element.localName === 'frame') {
      const inner = element.contentDocument && element.contentDocument.documentElement;
      return inner ? [inner] : [];
    }
    if (UNSEEN.has(element.localName)) return [];
    if (element.shadowRoot) return element.shadowRoot.childNodes;
    const slotted = element.localName === 'slot' ? element.assignedNodes() : [];
    if (slotted.length > 0) return slotted;
    // Of closed details the summary is seen, and letters that stand beside it have no style of their own.
    return element.localName === 'details' && !element.open ? element.children : element.childNodes;
  };
  const read = (element, depth) => {
    if (length >= most || depth > maxDepth || out.has(element)) return;
    const style = getComputedStyle(element);
    if (style.display === '' || style.display === 'none' || (style.display !== 'contents' && !element.checkVisibility())) return;
    if (element.localName === 'br') return end();
    const cell = style.display === 'table-cell';
    const frame = element.localName === 'iframe' || element.localName === 'frame';
    const apart = frame || element.localName === 'text' || !(cell || /^(inline|contents|ruby)/.test(style.display));
    if (apart) end();
    if (cell && element.previousElementSibling && line.text) {
      line.text += '\t';
      space = null;
    }
    for (const child of children(element)) {
      if (child.nodeType === Node.TEXT_NODE && style.visibility === 'visible') letters(child, style);
      if (child.nodeType === Node.ELEMENT_NODE) read(child, depth + 1);
    }
    if (apart) end();
  };
  if (most > 0 && document.documentElement) read(document.documentElement, 0);
  end();
  globalThis.reading = {left, lines};
  return {lines: lines.map(one => one.text), cut: most > 0 && length >= most};
}
