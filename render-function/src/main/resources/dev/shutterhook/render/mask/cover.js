// Paints over what was read of a page: the elements of each selector, and parts of lines. The paint lies in the top layer,
// above all that was there before, and follows what it covers from frame to frame. The page is laid out as it was, and its
// own rules of style do not reach the paint. Says whether it is there.
function (parts, patterns, picture, colour, maxBoxes, maxListed, maxAll) {
  const held = globalThis.reading;
  if (!held || globalThis.cover || !document.documentElement) return false;

  const ranges = Array.from({length: patterns}, () => []);
  for (const [pattern, line, from, to] of parts) {
    const runs = held.lines[line].runs.filter(run => run.at < to && run.at + run.length > from);
    const first = runs.at(0);
    const last = runs.at(-1);
    if (!first || first.node.ownerDocument !== last.node.ownerDocument) continue;
    const range = first.node.ownerDocument.createRange();
    range.setStart(first.node, first.offset + Math.max(0, from - first.at));
    range.setEnd(last.node, last.offset + Math.min(last.length, to - last.at));
    ranges[pattern].push(range);
  }

  // Geometry, all in CSS pixels from the window's top left corner.
  let styles = new Map();
  const styleOf = element => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const above = node => node.assignedSlot || node.parentElement || (node.parentNode && node.parentNode.host) || null;
  const common = (a, b) => {
    const box = {
      left: Math.max(a.left, b.left), top: Math.max(a.top, b.top),
      right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom),
    };
    return box.right > box.left && box.bottom > box.top ? box : null;
  };
  const holdsFixed = style => style.transform !== 'none' || style.filter !== 'none' || style.perspective !== 'none' ||
      style.translate !== 'none' || style.scale !== 'none' || style.rotate !== 'none' ||
      /paint|strict|content|layout/.test(style.contain) || /transform|filter|perspective/.test(style.willChange);
  // The window clips what its root and body would.
  const clips = (element, style) => {
    const own = element.ownerDocument;
    const propagated = element === own.documentElement ||
        (element === own.body && styleOf(own.documentElement).overflow === 'visible');
    return !propagated && style.overflow !== 'visible' && !/^(inline|contents)$/.test(style.display);
  };
  const inside = element => {
    const box = element.getBoundingClientRect();
    const wide = element.offsetWidth ? box.width / element.offsetWidth : 1;
    const high = element.offsetHeight ? box.height / element.offsetHeight : 1;
    const left = box.left + (element.clientLeft || 0) * wide;
    const top = box.top + (element.clientTop || 0) * high;
    const sized = element.clientWidth !== undefined && element.offsetWidth !== undefined;
    return sized
        ? {left, top, right: left + element.clientWidth * wide, bottom: top + element.clientHeight * high, wide, high}
        : {left: box.left, top: box.top, right: box.right, bottom: box.bottom, wide: 1, high: 1};
  };
  // What of a box its ancestors let be seen, each frame's box put where its document is.
  const seen = (given, first, place) => {
    let box = given;
    let position = place;
    let element = first;
    while (box && element) {
      const style = styleOf(element);
      const holds = position === 'fixed' ? holdsFixed(style)
          : position !== 'absolute' || style.position !== 'static' || holdsFixed(style);
      if (holds) {
        if (clips(element, style)) box = common(box, inside(element));
        position = style.position;
      }
      const frame = element === element.ownerDocument.documentElement && element.ownerDocument.defaultView.frameElement;
      if (box && frame) {
        const own = styleOf(frame);
        const {left, top, right, bottom, wide, high} = inside(frame);
        const pad = side => parseFloat(own['padding' + side]);
        const room = {
          left: left + pad('Left') * wide, top: top + pad('Top') * high,
          right: right - pad('Right') * wide, bottom: bottom - pad('Bottom') * high,
        };
        box = common(room, {
          left: room.left + box.left * wide, top: room.top + box.top * high,
          right: room.left + box.right * wide, bottom: room.top + box.bottom * high,
        });
        position = own.position;
        element = above(frame);
      } else {
        element = above(element);
      }
    }
    return box;
  };
  const ofElement = element => {
    if (!element.isConnected) return [];
    const style = styleOf(element);
    const bare = style.display === 'contents';
    if (!bare && !element.checkVisibility({visibilityProperty: true})) return [];
    const whole = element.getBoundingClientRect();
    let boxes = [whole];
    // What is in a line, or has no size of its own, is where its parts are.
    if (bare || /^inline$/.test(style.display) || whole.width === 0 || whole.height === 0) {
      const range = element.ownerDocument.createRange();
      range.selectNodeContents(element);
      boxes = [...element.getClientRects(), ...range.getClientRects()];
    }
    return boxes.map(box => seen(box, above(element), style.position)).filter(Boolean);
  };
  const ofRange = range => {
    const text = range.startContainer;
    if (!text.isConnected) return [];
    return [...range.getClientRects()].map(box => seen(box, above(text), 'static')).filter(Boolean);
  };

  // From the window's CSS pixels to the picture's own, outwards to whole ones, and cut at its edges.
  const frameOf = () => picture.window
      ? {left: visualViewport.offsetLeft, top: visualViewport.offsetTop, scale: picture.scale * visualViewport.scale}
      : {left: picture.x - scrollX, top: picture.y - scrollY, scale: picture.scale};
  const NOISE = 1 / 1024;
  const pixels = (box, frame) => {
    const down = (value, from, most) => Math.min(most, Math.max(0, Math.floor((value - from) * frame.scale + NOISE)));
    const up = (value, from, most) => Math.min(most, Math.max(0, Math.ceil((value - from) * frame.scale - NOISE)));
    const x = down(box.left, frame.left, picture.width);
    const y = down(box.top, frame.top, picture.height);
    const width = up(box.right, frame.left, picture.width) - x;
    const height = up(box.bottom, frame.top, picture.height) - y;
    return width > 0 && height > 0 ? [x, y, width, height] : null;
  };
  const within = (box, other) => box[0] >= other[0] && box[1] >= other[1] &&
      box[0] + box[2] <= other[0] + other[2] && box[1] + box[3] <= other[1] + other[3];
  const measure = () => {
    styles = new Map();
    const frame = frameOf();
    let room = maxAll;
    const painted = [];
    const listed = [...held.left.map(all => [all, ofElement]), ...ranges.map(all => [all, ofRange])].map(([all, boxesOf]) => {
      const list = [];
      for (const one of all) {
        for (const box of boxesOf(one).map(box => pixels(box, frame)).filter(Boolean)) {
          if (painted.length < maxBoxes) painted.push(box);
          if (room > 0 && list.length < maxListed && !list.some(other => within(box, other))) {
            list.push(box);
            room--;
          }
        }
      }
      return list;
    });
    return {frame, painted, listed};
  };

  const XHTML = 'http://www.w3.org/1999/xhtml';
  const SVG = 'http://www.w3.org/2000/svg';
  const sheet = new CSSStyleSheet();
  // What is important in a shadow prevails over what is important outside of it (CSS Cascade 5, section 6.1).
  sheet.replaceSync(`
    :host { all: initial !important; direction: ltr !important; display: block !important; position: absolute !important;
      left: 0 !important; top: 0 !important; width: 100px !important; height: 100px !important;
      overflow: visible !important; pointer-events: none !important; z-index: 2147483647 !important; }
    :host::before, :host::after { content: none !important; display: none !important; }
    :host::backdrop { display: none !important; }
    svg { position: absolute; left: 0; top: 0; width: 1px; height: 1px; overflow: visible; }
    path { fill: ${colour}; shape-rendering: crispEdges; }`);
  const host = document.createElementNS(XHTML, 'div');
  const shadow = host.attachShadow({mode: 'closed'});
  shadow.adoptedStyleSheets = [sheet];
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.append(path);
  shadow.append(svg);
  const root = document.documentElement;
  let holder = host;
  if (root.namespaceURI === SVG) {
    holder = document.createElementNS(SVG, 'foreignObject');
    holder.setAttribute('style', 'all: initial !important; overflow: visible !important');
    holder.setAttribute('width', '1');
    holder.setAttribute('height', '1');
    holder.append(host);
    root.append(holder);
  } else {
    // Before all else it changes nothing for rules about the last child, or about what follows a head.
    root.prepend(holder);
  }
  host.popover = 'manual';
  host.showPopover();

  const still = [];
  for (const document of [globalThis.document, ...inner()]) {
    for (const animation of document.getAnimations()) {
      if (animation.playState === 'running') {
        animation.pause();
        still.push(animation);
      }
    }
  }
  function inner() {
    const all = [];
    const gather = root => {
      for (const frame of root.querySelectorAll('iframe, frame')) {
        if (!frame.contentDocument) continue;
        all.push(frame.contentDocument);
        gather(frame.contentDocument);
      }
    };
    gather(document);
    return all;
  }

  const paint = () => {
    const now = measure();
    // A hundred of the paint's own pixels, wherever a zoom or a transform of the root puts them.
    const own = host.getBoundingClientRect();
    const unit = own.width / 100;
    const {left, top, scale} = now.frame;
    const drawn = now.painted.map(([x, y, width, height]) => {
      const at = [(x / scale + left - own.left) / unit, (y / scale + top - own.top) / unit];
      return `M${at[0]} ${at[1]}h${width / scale / unit}v${height / scale / unit}h${-width / scale / unit}z`;
    }).join('');
    if (path.getAttribute('d') !== drawn) path.setAttribute('d', drawn);
    cover.listed = now.listed;
    cover.next = requestAnimationFrame(paint);
  };
  globalThis.cover = {host, holder, still, listed: [], next: 0, unit: () => host.getBoundingClientRect().width};
  paint();
  return cover.unit() > 0;
}
