// Takes the table of pages with a peer, in the way of its documentation, one file a format and one answer a page:
//   node pages.mjs puppeteer|playwright CHROMIUM FOLDER < rows, one a line as JSON: {name, url, request, twice}
// The answer: {name, formats, error, took_ms}. What a peer has no means for is told as {name, cannot}.
import {writeFile} from 'node:fs/promises';
import {createInterface} from 'node:readline';

const [peer, program, folder] = process.argv.slice(2);
// Above every bound of the table; a page that ends a peer must not end the others' run.
const MAX_MILLIS = 40_000;

const CANNOT = ['max_height', 'deterministic', 'block_ads', 'block_trackers', 'block_cookies', 'mask_text',
  ...(peer === 'playwright' ? [] : ['mask'])];
const OWN = ['css', 'js', 'hide', 'click', 'scroll_to'];

const {open, close} = await (peer === 'puppeteer' ? puppeteer() : playwright());
const waiting = [];
for await (const line of createInterface({input: process.stdin})) waiting.push(JSON.parse(line));
// One at a time: Puppeteer takes one screenshot at a time, and a page that hangs must not be held against the next.
for (const row of waiting) console.log(JSON.stringify(await answer(row)));
await close();
process.exit(0);

async function answer({name, url, request, twice}) {
  const formats = [request.format ?? 'png'].flat();
  const cannot = CANNOT.find(option => option in request)
    ?? formats.find(format => format === 'text' || (peer === 'playwright' && format === 'webp'));
  if (cannot) return {name, cannot};
  const began = performance.now();
  try {
    const files = await within(take(request, url, formats), MAX_MILLIS);
    const took_ms = performance.now() - began;
    for (const [format, bytes] of files) await writeFile(`${folder}/${name}.${format}`, bytes);
    if (twice) {
      for (const [format, bytes] of await within(take(request, url, formats), MAX_MILLIS)) await writeFile(`${folder}/${name}.2.${format}`, bytes);
    }
    return {name, formats, took_ms};
  } catch (fault) {
    if (fault.lost) await close();
    return {name, error: String(fault?.message ?? fault).split('\n')[0].slice(0, 200), took_ms: performance.now() - began};
  }
}

function within(work, millis) {
  let timer;
  const end = new Promise((_, reject) => timer = setTimeout(() => reject(Object.assign(new Error(`no end within ${millis} ms`), {lost: true})), millis));
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}

async function take(request, url, formats) {
  const timeout = (request.timeout ?? 30) * 1000;
  const waitUntil = request.wait_until ?? 'load';
  const {page, end} = await open(request, url);
  page.setDefaultTimeout(timeout);
  page.on('dialog', dialog => dialog.dismiss().catch(() => {}));
  try {
    try {
      await load(page, request, url, {waitUntil: page.idle?.[waitUntil] ?? waitUntil, timeout});
      await ready(page, request, timeout);
    } catch (fault) {
      if (request.on_timeout !== 'capture' || !/timeout/i.test(fault.name + fault.message)) throw fault;
    }
    await change(page, request);
    const files = [];
    for (const format of formats) files.push([format, await file(page, request, format)]);
    return files;
  } finally {
    await Promise.race([end(), new Promise(done => setTimeout(done, 5_000))]);
  }
}

async function load(page, request, url, options) {
  if (request.html) return page.setContent(request.html, options);
  const response = await page.goto(url, options);
  if (request.fail_on_http_error && !response.ok()) throw new Error('status ' + response.status());
}

async function ready(page, request, timeout) {
  if (request.wait_for_selector) await page.waitForSelector(request.wait_for_selector, {timeout});
  if (request.wait_for_expression) await page.waitFor(request.wait_for_expression, timeout);
  if (request.delay) await new Promise(done => setTimeout(done, request.delay * 1000));
  const text = request.fail_if_text || request.fail_unless_text ? await page.evaluate(() => document.body.innerText) : '';
  if (request.fail_if_text?.some(part => text.includes(part))) throw new Error('a text is there');
  if (!(request.fail_unless_text ?? []).every(part => text.includes(part))) throw new Error('a text is not there');
}

async function change(page, request) {
  const rules = [request.css, ...(request.hide ?? []).map(selector => `${selector} { display: none !important }`)];
  for (const content of rules.filter(Boolean)) await page.addStyleTag({content});
  if (request.js) await page.evaluate(`(async () => { ${request.js} })()`);
  for (const selector of request.click ?? []) await page.click(selector);
  if (request.scroll_to) await page.$eval(request.scroll_to, element => element.scrollIntoView());
  if (OWN.some(option => option in request)) await new Promise(done => setTimeout(done, 500));
}

async function file(page, request, format) {
  if (format === 'html') return page.content();
  if (format === 'mhtml') return page.archive();
  if (format === 'pdf') return page.pdf(paper(request.pdf ?? {}));
  const options = {type: format, omitBackground: request.omit_background, clip: request.clip,
    // Playwright takes a clip of the page, and not only of the window, with this.
    fullPage: request.full_page || (peer === 'playwright' && Boolean(request.clip))};
  if (request.mask) options.mask = request.mask.map(selector => page.locator(selector));
  if (request.quality) options.quality = request.quality;
  if (!request.selector) return page.screenshot(options);
  const element = await page.$(request.selector);
  if (!element) throw new Error('no such element');
  return element.screenshot({type: format, ...(options.mask && {mask: options.mask})});
}

function paper({paper = 'a4', landscape, margin = '1cm', header_html, footer_html, page_ranges}) {
  const space = {top: margin, right: margin, bottom: margin, left: margin};
  return {
    format: paper, landscape, margin: space, printBackground: true, pageRanges: page_ranges ?? '',
    displayHeaderFooter: Boolean(header_html ?? footer_html),
    headerTemplate: header_html ?? '<span></span>', footerTemplate: footer_html ?? '<span></span>'};
}

function window({width = 1280, height = 800, scale = 1, retina, landscape, mobile = false, touch = false}) {
  const turned = landscape && width < height;
  return {size: {width: turned ? height : width, height: turned ? width : height}, scale: retina ? 2 : scale, mobile, touch};
}

// A device by its id, from the peer's own list.
function device(list, id) {
  const name = Object.keys(list).find(known => known.toLowerCase().replace(/[^a-z0-9]+/g, '_') === id);
  if (!name) throw new Error('no such device');
  return list[name];
}

async function puppeteer() {
  const {default: driver, KnownDevices} = await import('puppeteer-core');
  // It is run as root in containers, where Chromium's own sandbox does not start.
  const launch = () => driver.launch({executablePath: program, headless: 'shell', args: ['--no-sandbox']});
  let browser = await launch();
  const open = async (request, url) => {
    if (!browser.connected) browser = await launch();
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const {size, scale, mobile, touch} = window(request);
    await page.setViewport({...size, deviceScaleFactor: scale, isMobile: mobile, hasTouch: touch, isLandscape: size.width > size.height && mobile});
    if (request.device) await page.emulate(device(KnownDevices, request.device));
    if (request.user_agent) await page.setUserAgent({userAgent: request.user_agent});
    if (request.headers) await page.setExtraHTTPHeaders(request.headers);
    if (request.locale) await page.setExtraHTTPHeaders({...request.headers, 'Accept-Language': request.locale});
    if (request.timezone) await page.emulateTimezone(request.timezone);
    if (request.basic_auth) await page.authenticate(request.basic_auth);
    if (request.javascript === false) await page.setJavaScriptEnabled(false);
    if (request.geolocation) {
      await context.overridePermissions(new URL(url).origin, ['geolocation']);
      await page.setGeolocation(request.geolocation);
    }
    if (request.cookies) await context.setCookie(...request.cookies.map(cookie => ({domain: new URL(url).hostname, path: '/', ...cookie})));
    const media = [];
    if (request.dark_mode) media.push({name: 'prefers-color-scheme', value: 'dark'});
    if (request.reduced_motion) media.push({name: 'prefers-reduced-motion', value: 'reduce'});
    await page.emulateMediaFeatures(media);
    if (request.media) await page.emulateMediaType(request.media);
    const unwanted = blocker(request);
    if (unwanted) {
      await page.setRequestInterception(true);
      page.on('request', asked => unwanted(asked) ? asked.abort() : asked.continue());
    }
    page.idle = {networkidle: 'networkidle0'};
    page.waitFor = (expression, timeout) => page.waitForFunction(expression, {timeout});
    page.archive = async () => (await (await page.createCDPSession()).send('Page.captureSnapshot')).data;
    return {page, end: () => context.close()};
  };
  return {open, close: () => browser.close()};
}

async function playwright() {
  const {chromium, devices} = await import('playwright-core');
  const launch = () => chromium.launch({executablePath: program});
  let browser = await launch();
  const open = async (request, url) => {
    if (!browser.isConnected()) browser = await launch();
    const {size, scale, mobile, touch} = window(request);
    const context = await browser.newContext({
      viewport: size, deviceScaleFactor: scale, isMobile: mobile, hasTouch: touch,
      ...(request.device ? device(devices, request.device) : {}),
      ...(request.user_agent ? {userAgent: request.user_agent} : {}),
      extraHTTPHeaders: request.headers, locale: request.locale, timezoneId: request.timezone,
      ...(request.basic_auth ? {httpCredentials: request.basic_auth} : {}),
      ...(request.geolocation ? {geolocation: request.geolocation, permissions: ['geolocation']} : {}),
      javaScriptEnabled: request.javascript !== false,
      colorScheme: request.dark_mode ? 'dark' : 'light', reducedMotion: request.reduced_motion ? 'reduce' : 'no-preference',
    });
    if (request.cookies) await context.addCookies(request.cookies.map(cookie => ({...cookie, url})));
    const page = await context.newPage();
    if (request.media) await page.emulateMedia({media: request.media});
    const unwanted = blocker(request);
    if (unwanted) await page.route('**/*', route => unwanted(route.request()) ? route.abort() : route.continue());
    page.waitFor = (expression, timeout) => page.waitForFunction(expression, undefined, {timeout});
    page.archive = async () => (await (await context.newCDPSession(page)).send('Page.captureSnapshot')).data;
    return {page, end: () => context.close()};
  };
  return {open, close: () => browser.close()};
}

function blocker({block_urls = [], block_resources = []}) {
  if (block_urls.length + block_resources.length === 0) return undefined;
  const patterns = block_urls.map(url => new RegExp(url.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')));
  return asked => block_resources.includes(asked.resourceType()) || patterns.some(pattern => pattern.test(asked.url()));
}
