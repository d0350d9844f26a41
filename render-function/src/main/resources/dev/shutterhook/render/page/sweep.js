// Scrolls through the page so that what loads when it is seen does load, then back to the top.
async function (maxSteps, maxHeight, millis) {
  const end = performance.now() + millis;
  const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  const root = document.scrollingElement || document.documentElement;
  const waiting = () => [...document.images].filter(image => image.currentSrc && !image.complete);
  let steps = 0;
  for (let y = 0; y < Math.min(root.scrollHeight, maxHeight) && steps < maxSteps; y += innerHeight) {
    if (performance.now() > end) break;
    scrollTo({top: y, left: 0, behavior: 'instant'});
    steps++;
    await frame();
    await frame();
  }
  while (waiting().length > 0 && performance.now() < end) {
    await new Promise(done => setTimeout(done, 20));
  }
  scrollTo({top: 0, left: 0, behavior: 'instant'});
  await frame();
  return {steps, inTime: performance.now() <= end};
}
