// What our page costs beyond one visit: node use.mjs RESULT DIST MINUTES. Further frames on one page, and the memory
// of a page that is used for MINUTES, beside its value after the first.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { chromium } from '../e2e/node_modules/playwright-core/index.mjs';
import { serveCompressed } from './host.mjs';
import { watch } from './page-side.mjs';

const [RESULT, DIST, MINUTES] = process.argv.slice(2);
const FRAMES = [1, 2, 5, 10];
const RUNS = 3;
const KIB = 1024;
const MIB = KIB * KIB;

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor((all.length - 1) / 2)];

/** An article on another origin, with as many frames as its address says. */
async function article(site) {
  const server = createServer((request, response) => {
    const count = Number(new URL(request.url, 'http://host').searchParams.get('frames'));
    const frames = Array.from({ length: count }, (_, i) => `<p>Paragraph ${i}.</p><iframe title="Story ${i}" src="${site}?mode=embed#step=zone-a" width="720" height="640"></iframe>`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>Article</title><script>window.ready = 0; addEventListener('message', ({ data }) => { if (data?.springSurge === 1 && data.type === 'ready') { window.ready += 1; window.last = performance.now(); } });</script>${frames.join('')}`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => { server.closeAllConnections(); server.close(); } };
}

const seconds = async (browser) => (await browser.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);

/** Bytes, time until the last frame is ready and seconds of all processes, for a number of frames. */
async function framesCost(browser, site, host, count) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const devtools = await browser.newBrowserCDPSession();
  const page = await context.newPage();
  site.sent.length = 0;
  const before = await seconds(devtools);
  await page.goto(`${host.url}?frames=${count}`);
  await page.waitForFunction((count) => window.ready === count, count, { timeout: 120_000 });
  const readyMs = await page.evaluate(() => window.last);
  const cost = { bytes: site.sent.reduce((sum, { bytes }) => sum + bytes, 0), requests: site.sent.length, readyMs, cpuS: (await seconds(devtools)) - before };
  await context.close();
  return cost;
}

/** What is alive in a page once the collector has been through. */
async function alive(page, devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, documents, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
  const wasm = await page.evaluate(() => window.watched.wasm());
  return { bytes: usedSize + embedderHeapUsedSize + backingStorageSize + wasm, wasm, nodes, documents, listeners: jsEventListeners };
}

/** Uses the page as a reader would, over and over: reads on, takes the map in hand, filters, asks the laboratory. */
async function useOnce(page) {
  for (const id of await page.evaluate(() => [...document.querySelectorAll('section[data-step]')].map((step) => step.dataset.step))) {
    await page.evaluate((id) => document.getElementById(`step-${id}`).scrollIntoView(), id);
    await page.waitForFunction((id) => document.querySelector('[aria-current="step"]')?.dataset.step === id && !document.querySelector('#map .is-moving'), id);
  }
  for (const fragment of ['#step=zone-a&project=zone-a', '#step=in-common&projects=sanjili', '#step=chain&stages=metal&show=tables', '#step=capacity', '#step=allies&layers=world']) {
    await page.evaluate((fragment) => { location.hash = fragment; }, fragment);
    await page.waitForFunction(() => !document.querySelector('#map .is-moving'));
  }
  const box = await page.locator('#map').boundingBox();
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 });
  await page.mouse.up();
  await page.evaluate(() => {
    const slider = document.querySelector('#laboratory input[type="range"]');
    slider.value = slider.value === slider.max ? slider.min : slider.max;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function memory(browser, site) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await page.addInitScript(watch);
  await page.goto(site.url);
  await page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
  await page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
  await page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);
  const began = Date.now();
  const samples = [];
  let rounds = 0;
  for (let minute = 1; minute <= Number(MINUTES); minute += 1) {
    while (Date.now() - began < minute * 60_000) {
      await useOnce(page);
      rounds += 1;
    }
    samples.push({ minute, rounds, ...(await alive(page, devtools)) });
    process.stderr.write(`minute ${minute} of ${MINUTES}: ${(samples.at(-1).bytes / MIB).toFixed(2)} MiB, ${samples.at(-1).nodes} nodes\n`);
  }
  await context.close();
  return samples;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'] });
const site = await serveCompressed(DIST);
const host = await article(site.url);
const frames = [];
for (const count of FRAMES) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await framesCost(browser, site, host, count));
  frames.push({ frames: count, ...Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))])) });
}
const samples = Number(MINUTES) > 0 ? await memory(browser, site) : [];
const summary = { date: new Date().toISOString().slice(0, 10), machine: `${cpus().length} × ${cpus()[0].model}`, browser: `Chromium ${browser.version()}`, runs: RUNS, frames, memory: samples };
await browser.close();
host.close();
await site.close();
writeFileSync(RESULT, `${JSON.stringify(summary, null, 1)}\n`);
console.log(`\n### Frames on one page, medians of ${RUNS}\n\n| frames | KiB | requests | all ready, ms | all processes, s | a further one, s |\n|---|---|---|---|---|---|`);
frames.forEach(({ frames: count, bytes, requests, readyMs, cpuS }, i) => {
  const before = frames[i - 1];
  const further = before ? ((cpuS - before.cpuS) / (count - before.frames)).toFixed(2) : '';
  console.log(`| ${count} | ${(bytes / KIB).toFixed(0)} | ${requests} | ${readyMs.toFixed(0)} | ${cpuS.toFixed(2)} | ${further} |`);
});
if (samples.length) {
  const [first, last] = [samples[0], samples.at(-1)];
  console.log(`\n### Memory in use\n\n| minute | rounds | MiB | nodes | documents | listeners |\n|---|---|---|---|---|---|`);
  for (const { minute, rounds, bytes, nodes, documents, listeners } of samples) console.log(`| ${minute} | ${rounds} | ${(bytes / MIB).toFixed(2)} | ${nodes} | ${documents} | ${listeners} |`);
  console.log(`\nAfter ${last.minute} minutes × ${(last.bytes / first.bytes).toFixed(3)} of the first.`);
}
