// pixelmatch, one job a line (raw or whole, the pair's folder, how often), one answer a line: microseconds of CPU time, of
// the clock, and the count. Raw is pixels in memory; whole begins with two PNGs in memory, read by pngjs.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';

const threshold = 0.1;
const read = file => PNG.sync.read(file);
const count = (before, after) =>
  pixelmatch(before.data, after.data, null, before.width, before.height, {threshold});

function work(kind, folder, times) {
  const files = ['before.png', 'after.png'].map(file => readFileSync(join(folder, file)));
  const pair = files.map(read);
  const job = kind === 'raw' ? () => count(...pair) : () => count(...files.map(read));
  let counted;
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  for (let i = 0; i < times; i++) counted = job();
  const wall = Number((process.hrtime.bigint() - began) / 1000n);
  const {user, system} = process.cpuUsage(cpu);
  return [(user + system) / times, wall / times, counted];
}

for await (const line of createInterface({input: process.stdin})) {
  const [kind, folder, times] = line.split('\t');
  console.log(work(kind, folder, Number(times)).join('\t'));
}
