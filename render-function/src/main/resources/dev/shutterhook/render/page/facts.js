// What the page turned out to be.
function () {
  const broken = image => image.complete && image.currentSrc !== '' && image.naturalWidth === 0;
  const svg = image => /\.svg|^data:image\/svg/i.test(image.currentSrc);
  const entry = performance.getEntriesByType('navigation')[0];
  return {
    url: document.URL,
    title: document.title,
    status: entry ? entry.responseStatus : 0,
    imagesMissing: [...document.images].filter(image => broken(image) && !svg(image)).length,
  };
}
