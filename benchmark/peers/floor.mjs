// The bare protocol over a pipe: the fewest commands that make the picture, with nothing around them.
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {height, serve, width} from './lines.mjs';

const [program, ...extra] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), 'shutterhook-floor-'));
const browser = spawn(program, [
  '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--disable-dev-shm-usage', '--remote-debugging-pipe',
  `--user-data-dir=${profile}`, ...extra, 'about:blank'],
{stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});

let last = 0;
const asked = new Map();
const listeners = new Map();

function call(method, params = {}, sessionId) {
  const id = ++last;
  browser.stdio[3].write(JSON.stringify({id, method, params, sessionId}) + '\0');
  return new Promise((answer, fault) => asked.set(id, {answer, fault}));
}

function hear(message) {
  if (message.id) {
    const {answer, fault} = asked.get(message.id);
    asked.delete(message.id);
    if (message.error) fault(new Error(message.error.message));
    else answer(message.result);
  } else {
    listeners.get(message.sessionId)?.(message);
  }
}

let parts = [];
browser.stdio[4].on('data', chunk => {
  let from = 0;
  for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
    parts.push(chunk.subarray(from, end));
    hear(JSON.parse(Buffer.concat(parts).toString()));
    parts = [];
    from = end + 1;
  }
  if (from < chunk.length) parts.push(chunk.subarray(from));
});

await call('Browser.getVersion');

await serve(async (url, fullPage) => {
  const {browserContextId} = await call('Target.createBrowserContext', {disposeOnDetach: true});
  const {targetId} = await call('Target.createTarget', {url: 'about:blank', browserContextId, width, height});
  const {sessionId} = await call('Target.attachToTarget', {targetId, flatten: true});
  try {
    const loaded = new Promise(done => listeners.set(sessionId, event => {
      if (event.method === 'Page.loadEventFired') done();
    }));
    await call('Page.enable', {}, sessionId);
    await call('Page.navigate', {url}, sessionId);
    await loaded;
    const shot = {format: 'png'};
    if (fullPage) {
      const {cssContentSize} = await call('Page.getLayoutMetrics', {}, sessionId);
      shot.captureBeyondViewport = true;
      shot.clip = {x: 0, y: 0, width, height: Math.ceil(cssContentSize.height), scale: 1};
    }
    const {data} = await call('Page.captureScreenshot', shot, sessionId);
    return Buffer.from(data, 'base64');
  } finally {
    listeners.delete(sessionId);
    await call('Target.disposeBrowserContext', {browserContextId});
  }
}, async () => {
  const ended = new Promise(done => browser.once('exit', done));
  await call('Browser.close');
  await ended;
  rmSync(profile, {recursive: true, force: true, maxRetries: 5});
});
