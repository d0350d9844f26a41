// Waits until fonts are there, images in view are decoded and a frame is painted; false where it took too long.
async function (millis) {
  const inView = image => {
    const box = image.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  };
  const work = async () => {
    await document.fonts.ready;
    const seen = [...document.images].filter(image => image.currentSrc && inView(image));
    await Promise.all(seen.map(image => image.decode().catch(() => {})));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return true;
  };
  const limit = new Promise(done => setTimeout(() => done(false), millis));
  return Promise.race([work(), limit]);
}
