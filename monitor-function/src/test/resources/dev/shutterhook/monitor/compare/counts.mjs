// What pixelmatch counts in each pair of pictures of a folder, as lines of a table: the pair's name, the checksum of its
// pixels, the threshold, the count. The folder has index.tsv (name, checksum, width, height) and name.before, name.after: four
// bytes a pixel.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';

const THRESHOLDS = [0, 0.1, 0.3];
const folder = process.argv[2];

for (const line of readFileSync(join(folder, 'index.tsv'), 'utf8').trim().split('\n')) {
  const [name, checksum, width, height] = line.split('\t');
  const before = readFileSync(join(folder, `${name}.before`));
  const after = readFileSync(join(folder, `${name}.after`));
  for (const threshold of THRESHOLDS) {
    const count = pixelmatch(before, after, null, Number(width), Number(height), { threshold });
    console.log([name, checksum, threshold, count].join('\t'));
  }
}
