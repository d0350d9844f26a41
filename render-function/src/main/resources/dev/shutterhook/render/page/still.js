// Stills what moves: what comes to an end is at its end, what goes on for ever is at its beginning, as Playwright has it.
async function () {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const documents = [document];
  for (let i = 0; i < documents.length && i < 256; i++) {
    for (const inner of documents[i].querySelectorAll('iframe, frame')) {
      // Another origin's document is null here.
      if (inner.contentDocument) documents.push(inner.contentDocument);
    }
  }
  for (const one of documents) {
    const sheet = new one.defaultView.CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { caret-color: transparent !important; transition: none !important; }');
    one.adoptedStyleSheets = [...one.adoptedStyleSheets, sheet];
    // A caret without colour still blinks in a PDF. Without a selection there is none; the focus stays.
    const selection = one.getSelection();
    if (selection) selection.removeAllRanges();
    for (const animation of one.getAnimations()) {
      const endless = !Number.isFinite(animation.effect ? animation.effect.getComputedTiming().endTime : 0);
      if (endless || animation.playbackRate === 0) {
        animation.cancel();
      } else {
        animation.finish();
      }
    }
    for (const video of one.querySelectorAll('video')) {
      video.autoplay = false;
      video.pause();
      if (video.currentTime !== 0) video.currentTime = 0;
    }
    for (const svg of one.querySelectorAll('svg')) {
      if (svg.pauseAnimations) {
        svg.pauseAnimations();
        svg.setCurrentTime(0);
      }
    }
  }
  // What came late was drawn in part, and the edges of rounded corners and shadows tell how. Drawn as nothing and then
  // once more, all of it is drawn in one go.
  const veils = documents.map(one => {
    const veil = new one.defaultView.CSSStyleSheet();
    // What is hidden loses the focus, so what has it stays.
    veil.replaceSync('*, *::before, *::after { visibility: hidden !important } :focus { visibility: visible !important }');
    one.adoptedStyleSheets = [...one.adoptedStyleSheets, veil];
    return veil;
  });
  await frame();
  for (const one of documents) {
    one.adoptedStyleSheets = one.adoptedStyleSheets.filter(sheet => !veils.includes(sheet));
  }
  await frame();
  return true;
}
