// Goes back to the top of a page that was swept and lays it out for one picture of all of it: what was shown stays
// shown, bars at the window's bottom go to the page's bottom, backgrounds go with their boxes.
async function (limit, surface, millis) {
  const MAX_ELEMENTS = 20000;
  const end = performance.now() + millis;
  const root = document.scrollingElement || document.documentElement;
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const important = (element, property, value) => element.style.setProperty(property, value, 'important');
  const waiting = () => [...document.images].some(image => image.currentSrc && !image.complete);
  const ended = () => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition && animation.playState === 'running') animation.finish();
    }
  };

  while (waiting() && performance.now() < end) {
    await frame();
  }
  if (scrollY !== 0) {
    scrollTo({top: 0, left: 0, behavior: 'instant'});
    // Observers are told after the next frame, and what they start begins in the one after that.
    for (let i = 0; i < 3; i++) {
      await frame();
      ended();
    }
  }

  const seen = globalThis.swept ? swept.seen : new Map();
  for (const [element, look] of seen) {
    const style = getComputedStyle(element);
    if (!element.isConnected || (Number(style.opacity) >= Number(look.opacity) && style.visibility !== 'hidden')) continue;
    important(element, 'transition', 'none');
    important(element, 'animation', 'none');
    for (const [name, value] of Object.entries(look)) {
      important(element, name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase()), value);
    }
  }

  const height = Math.max(root.scrollHeight, innerHeight);
  const down = Math.min(height, limit) - innerHeight;
  const all = [document.documentElement, ...document.querySelectorAll('body, body *')].slice(0, MAX_ELEMENTS);
  const changes = [];
  // A page that changes may be laid out again: a bar that was moved is where it belongs.
  const moved = globalThis.moved ??= new WeakSet();
  for (const element of all) {
    const style = getComputedStyle(element);
    if (style.contentVisibility === 'auto') {
      changes.push(() => important(element, 'content-visibility', 'visible'));
    }
    if (style.backgroundAttachment.includes('fixed') && style.backgroundImage !== 'none') {
      changes.push(() => important(element, 'background-attachment', 'scroll'));
    }
    if (style.position === 'sticky' && style.bottom !== 'auto') {
      // It would lie over the middle of the picture, at the first screen's bottom.
      changes.push(() => important(element, 'bottom', 'auto'));
    } else if (style.position === 'fixed' && down > 0 && !moved.has(element)) {
      const box = element.getBoundingClientRect();
      const below = innerHeight - box.bottom;
      const bar = box.height > 0 && box.height < innerHeight / 2 && below < box.top && below < innerHeight / 4;
      if (bar) {
        const top = parseFloat(style.top) + down + 'px';
        const high = style.height;
        moved.add(element);
        changes.push(() => {
          important(element, 'transition', 'none');
          important(element, 'height', high);
          important(element, 'top', top);
          important(element, 'bottom', 'auto');
        });
      }
    }
  }
  if (height * devicePixelRatio > surface) {
    // Taken in parts: between them the browser lays the page out in other sizes, which must not be seen moving.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { transition: none !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  if (changes.length > 0) {
    changes.forEach(change => change());
    await frame();
  }
  const after = Math.max(Math.ceil(root.scrollHeight), innerHeight);
  const width = Math.max(Math.ceil(root.scrollWidth), innerWidth);
  return {height: after, width, waiting: waiting(), inTime: performance.now() < end};
}
