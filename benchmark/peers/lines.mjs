// One job a line from the driver (id, url, full page, file or -), one answer a line: id, microseconds, bytes or the fault.
import {writeFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';

export const width = 1280;
export const height = 800;

export async function serve(capture, end) {
  const work = async line => {
    const [id, url, fullPage, file] = line.split('\t');
    const began = process.hrtime.bigint();
    try {
      const bytes = await capture(url, fullPage === 'true');
      const micros = (process.hrtime.bigint() - began) / 1000n;
      if (file !== '-') await writeFile(file, bytes);
      console.log([id, micros, bytes.length].join('\t'));
    } catch (fault) {
      console.log([id, 0, String(fault).replace(/\s+/g, ' ')].join('\t'));
    }
  };
  const lines = createInterface({input: process.stdin});
  lines.on('line', work);
  lines.on('close', async () => {
    await end();
    process.exit(0);
  });
  console.log('ready');
}
