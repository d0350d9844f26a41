// Waits until fonts are there, images in view are decoded, a frame is painted and the layout stands still. A document in
// which something can start requests after the load is told at the first call, for its traffic is to be awaited first.
async function (first, millis) {
  const STILL = 100;
  const MAX_ENTRANCE = 3000;
  const end = performance.now() + millis;
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const root = document.documentElement;
  const layout = () => [root.scrollHeight, root.scrollWidth, document.getElementsByTagName('*').length].join();

  const live = 'script, iframe, frame, object, embed, meta[http-equiv="refresh" i]';
  const handlers = 'boolean(//@*[starts-with(name(), "on")])';
  const lively = document.querySelector(live) !== null ||
      document.evaluate(handlers, document, null, XPathResult.BOOLEAN_TYPE).booleanValue;
  if (first && lively) {
    globalThis.seen = {layout: layout(), at: performance.now()};
    return {lively, still: false};
  }

  // An image that says no size has none until it is loaded, yet it has a place; one that is not displayed has neither.
  const inView = image => {
    const box = image.getBoundingClientRect();
    return image.getClientRects().length > 0 &&
        box.bottom >= 0 && box.right >= 0 && box.top < innerHeight && box.left < innerWidth;
  };
  const painted = (async () => {
    await document.fonts.ready;
    // What is still to come has no currentSrc yet.
    const images = [...document.images].filter(image => (image.currentSrc || !image.complete) && inView(image));
    await Promise.all(images.map(image => image.decode().catch(() => {})));
    // The shot itself makes a frame. Only what is decoded or drawn late needs one before it.
    if (lively || images.length > 0) await frame();
    return true;
  })();
  // Where the client has switched JavaScript off no timer fires; the caller's deadline is the bound then.
  const still = await Promise.race([painted, new Promise(done => setTimeout(() => done(false), millis))]);
  while (still && lively && performance.now() < end) {
    const now = layout();
    if (!globalThis.seen || seen.layout !== now) globalThis.seen = {layout: now, at: performance.now()};
    if (performance.now() - seen.at >= STILL) break;
    await frame();
  }
  // What is on its way to its place is there; a document that is not watched has nobody to see the way.
  for (const animation of document.getAnimations()) {
    const long = animation.effect ? animation.effect.getComputedTiming().endTime : Infinity;
    if (animation.playState === 'running' && animation.playbackRate > 0 && long <= MAX_ENTRANCE &&
        animation.timeline === document.timeline) {
      animation.finish();
    }
  }
  return {lively, still: still && performance.now() < end};
}
