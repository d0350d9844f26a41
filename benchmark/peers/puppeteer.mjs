// Puppeteer as its documentation uses it, with a fresh browser context for each capture.
import puppeteer from 'puppeteer-core';
import {height, serve, width} from './lines.mjs';

const [program, waitUntil = 'load'] = process.argv.slice(2);
// It is run as root in containers, where Chromium's own sandbox does not start.
const browser = await puppeteer.launch({
  executablePath: program, headless: 'shell', args: ['--no-sandbox'], defaultViewport: {width, height}});

await serve(async (url, fullPage) => {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.goto(url, {waitUntil});
    return await page.screenshot({fullPage});
  } finally {
    await context.close();
  }
}, () => browser.close());
