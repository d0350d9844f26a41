// Waits for images in view, those included that have no size before they are loaded.
async function () {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  // What is lazy begins to load once a frame has shown it.
  await frame();
  await frame();
  const inView = image => {
    const box = image.getBoundingClientRect();
    return box.bottom >= 0 && box.right >= 0 && box.top <= innerHeight && box.left <= innerWidth;
  };
  const images = [...document.images].filter(image => image.currentSrc && inView(image));
  await Promise.all(images.map(image => image.decode().catch(() => {})));
}
