// Numbered bands whose colour says their number: Band.java reads it back.
function bands(from, count, height, parent = document.body) {
  for (let n = from; n < from + count; n++) {
    const band = document.createElement('div');
    const nibble = bits => (bits & 15) * 16 + 8;
    band.style.cssText = `height:${height}px;font:16px/1 sans-serif;color:gray;`
      + `background:rgb(${nibble(n >> 4)},${nibble(n)},${nibble(n >> 8)})`;
    band.textContent = 'band ' + n;
    parent.append(band);
  }
}
