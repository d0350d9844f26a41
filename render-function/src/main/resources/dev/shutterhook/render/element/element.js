// The first visible element that a selector finds, and where it is.
function (selector, act, maxCandidates) {
  const visible = element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({visibilityProperty: true});
  };
  const candidates = [];
  const search = root => {
    candidates.push(...[...root.querySelectorAll(selector)].slice(0, maxCandidates - candidates.length));
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot && candidates.length < maxCandidates) search(element.shadowRoot);
    }
  };
  try {
    search(document);
  } catch (e) {
    return {malformed: e.name === 'SyntaxError'};
  }
  // What has no size yet may get one once it is scrolled to.
  const element = candidates.find(visible) || candidates.find(one => one.getClientRects().length > 0);
  if (!element) return {there: candidates.length > 0};
  let box = element.getBoundingClientRect();
  const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
  if (act === 'TOP') {
    element.scrollIntoView({block: 'start', inline: 'nearest', behavior: 'instant'});
  } else if (act === 'SHOW' && !inside) {
    element.scrollIntoView({
      block: box.height > innerHeight ? 'start' : 'center',
      inline: 'nearest',
      behavior: 'instant',
    });
  }
  if (act !== 'TOP' && !visible(element)) return {there: true};
  box = element.getBoundingClientRect();
  const view = visualViewport;
  // The middle of what of it is in the window.
  const middle = (from, to, most) => (Math.max(0, from) + Math.min(most, to)) / 2;
  return {
    visible: true,
    left: box.left + scrollX,
    top: box.top + scrollY,
    right: box.right + scrollX,
    bottom: box.bottom + scrollY,
    clickX: (middle(box.left, box.right, innerWidth) - view.offsetLeft) * view.scale,
    clickY: (middle(box.top, box.bottom, innerHeight) - view.offsetTop) * view.scale,
  };
}
