// Playwright as its documentation uses it, with a fresh browser context for each capture.
import {chromium} from 'playwright-core';
import {height, serve, width} from './lines.mjs';

const [program, waitUntil = 'load'] = process.argv.slice(2);
const browser = await chromium.launch({executablePath: program});

await serve(async (url, fullPage) => {
  const context = await browser.newContext({viewport: {width, height}});
  try {
    const page = await context.newPage();
    await page.goto(url, {waitUntil});
    return await page.screenshot({fullPage});
  } finally {
    await context.close();
  }
}, () => browser.close());
