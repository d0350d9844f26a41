// Scrolls down through the page, so that what loads or shows itself when it is seen does so. Begins at a height, ends
// at the page's bottom or where a bound comes first; whole.js goes back to the top and mends what this has changed.
async function (from, grown, most, maxSteps, millis) {
  const REVEALED = ['opacity', 'visibility', 'transform', 'translate', 'scale', 'clipPath', 'filter'];
  const MAX_ELEMENTS = 20000;
  const end = performance.now() + millis;
  const root = document.scrollingElement || document.documentElement;
  // Timers never fire where the client has switched JavaScript off; frames do.
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const important = (element, property, value) => element.style.setProperty(property, value, 'important');

  // Smooth scrolling never arrives and snapping arrives elsewhere.
  const still = element => {
    important(element, 'scroll-behavior', 'auto');
    important(element, 'scroll-snap-type', 'none');
  };

  // The one large box that scrolls in the place of a page that does not.
  const shell = () => {
    if (root.scrollHeight > innerHeight + 1) return null;
    let best = null;
    for (const element of [...document.querySelectorAll('body, body *')].slice(0, MAX_ELEMENTS)) {
      const hidden = element.scrollHeight - element.clientHeight;
      if (hidden < 2 || element.clientHeight < innerHeight / 2 || element.clientWidth < innerWidth / 2) continue;
      const overflow = getComputedStyle(element).overflowY;
      const scrolls = overflow === 'auto' || overflow === 'scroll' || (overflow === 'hidden' && element === document.body);
      if (scrolls && (!best || hidden > best.scrollHeight - best.clientHeight)) best = element;
    }
    return best;
  };

  const expand = box => {
    still(box);
    const height = box.offsetHeight + box.scrollHeight - box.clientHeight;
    important(box, 'box-sizing', 'border-box');
    important(box, 'min-height', height + 'px');
    for (let element = box; element; element = element.parentElement) {
      const style = getComputedStyle(element);
      const was = element.offsetHeight;
      if (style.position === 'fixed') important(element, 'position', 'absolute');
      important(element, 'overflow', 'visible');
      important(element, 'max-height', 'none');
      important(element, 'height', 'auto');
      important(element, 'contain', 'none');
      if (element !== box) {
        important(element, 'min-height', was + 'px');
      }
      if (style.position === 'absolute' || style.position === 'fixed') {
        important(element, 'bottom', 'auto');
      }
    }
  };

  if (!globalThis.swept) {
    still(document.documentElement);
    if (document.body) still(document.body);
    globalThis.swept = {box: shell(), hidden: [], seen: new Map(), known: 0, initial: 0};
    if (swept.box) expand(swept.box);
    swept.initial = root.scrollHeight;
  }
  const limit = Math.max(grown, swept.initial);
  const result = (bottom, inTime) => ({bottom, inTime, limit, height: root.scrollHeight, window: innerHeight});
  // A document without scripts and late images shows the same wherever it is scrolled to.
  const live = 'script, iframe, frame, object, embed, [loading="lazy" i]';
  const handlers = 'boolean(//@*[starts-with(name(), "on")])';
  const late = document.querySelector(live) !== null ||
      document.evaluate(handlers, document, null, XPathResult.BOOLEAN_TYPE).booleanValue;
  if (!late || root.scrollHeight <= innerHeight || swept.initial > most) return result(true, true);

  // What is faded or moved away may be waiting to be seen; how it looks then is kept for the way back.
  const look = () => {
    const all = document.body ? document.body.getElementsByTagName('*') : [];
    if (all.length === swept.known) return;
    swept.known = all.length;
    swept.hidden = [];
    const fixed = new Set();
    for (let i = 0; i < Math.min(all.length, MAX_ELEMENTS); i++) {
      const style = getComputedStyle(all[i]);
      // What is fixed to the window is as it is at the top: a button that comes with scrolling is not there.
      if (style.position === 'fixed' || (i > 0 && fixed.has(all[i].parentElement))) {
        fixed.add(all[i]);
        continue;
      }
      if (Number(style.opacity) < 1 || style.visibility === 'hidden' || style.transform !== 'none' ||
          style.translate !== 'none' || style.scale !== 'none' || style.clipPath !== 'none') {
        swept.hidden.push(all[i]);
      }
    }
  };
  const ended = () => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition && animation.playState === 'running') animation.finish();
    }
  };
  const keep = () => {
    const inView = swept.hidden.filter(element => {
      const box = element.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight && (box.width > 0 || box.height > 0);
    });
    if (inView.length === 0) return true;
    ended();
    let all = true;
    for (const element of inView) {
      const style = getComputedStyle(element);
      const opacity = Number(style.opacity);
      const before = swept.seen.get(element);
      if (style.visibility === 'hidden' || opacity === 0) {
        all = false;
      } else if (!before || Number(before.opacity) < opacity) {
        swept.seen.set(element, Object.fromEntries(REVEALED.map(name => [name, style[name]])));
      }
    }
    return all;
  };
  // An observer is told a task after the frame, and what it starts begins in the next frame.
  const reveal = async () => {
    for (let i = 0; i < 2 && !keep(); i++) await frame();
    keep();
  };

  let steps = 0;
  let y = from;
  let bottom = false;
  look();
  do {
    scrollTo({top: y, left: 0, behavior: 'instant'});
    // Its own listeners are those that loaded more while it scrolled itself.
    if (swept.box) swept.box.dispatchEvent(new Event('scroll'));
    steps++;
    await frame();
    await frame();
    look();
    await reveal();
    bottom = y + innerHeight >= Math.min(root.scrollHeight, limit);
    // What waits to be seen may want to be seen nearly whole: views overlap then. Each costs a frame.
    y += swept.hidden.length > 0 ? Math.ceil(innerHeight / 2) : innerHeight;
  } while (!bottom && steps < maxSteps && performance.now() < end);
  if (bottom) {
    await frame();
    await reveal();
  }
  return result(bottom, performance.now() < end);
}
