// Takes the paint away. Says whether it was there until now, and where.
function () {
  const cover = globalThis.cover;
  if (!cover) return {whole: false, boxes: []};
  globalThis.cover = undefined;
  cancelAnimationFrame(cover.next);
  const whole = cover.host.isConnected && cover.host.matches(':popover-open');
  cover.holder.remove();
  for (const animation of cover.still) {
    try {
      animation.play();
    } catch (e) {
      // What has nothing left to play stays as it is.
    }
  }
  return {whole, boxes: cover.listed};
}
