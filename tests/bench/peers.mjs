// Measures pages side by side in one browser: node peers.mjs RESULT [--runs N] [--sites N] [--parts ID,…] NAME=FOLDER[,HOOKED]…
// With some of the parts only, nothing is written.
// HOOKED is the same page with the hooks below, where the page that readers get has none.
// Runs are interleaved, so that a busy moment meets all alike; what is shown is medians, with the ratio to the floor.
// A page says that it can be used with the mark `story-ready` or `__ready` in ms; where it offers `__fly(camera, ms)`
// its camera is flown, where `__pan(span, ms)` its timeline is led along, and where nothing scrolls and it offers
// `__next()` it is stepped through.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '../e2e/node_modules/playwright-core/index.mjs';
import { chart } from './chart.mjs';
import { serveCompressed } from './host.mjs';
import { between, leadAlong, scrollThrough, watch } from './page-side.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '5' }, sites: { type: 'string', default: '10000' }, parts: { type: 'string' } } });
const [RESULT, ...pages] = positionals;
const RUNS = Number(values.runs);
const FLOOR = 'plain';
const FLIGHT_MS = 3000;
const SCROLL_MS = 6000;
/** Our page is several times as long as the peers', so that what is scrolled through in the same time rushes by: this is as much as theirs have. */
const ALIKE_PX = 11_000;
const LIMIT_MS = 60_000;

/** A desk, and the phone that Lighthouse emulates. */
const DESK = { context: { viewport: { width: 1280, height: 800 } }, slower: 1 };
const PHONE = {
  context: { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true },
  slower: 4,
  network: { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 },
};

/** With a language in its address our page starts its instruments at once; the peers know nothing of it. */
const HOOKS = '?lang=en&bench=';

const KIB = 1024;
const whole = (value) => value.toFixed(0);
const tenth = (value) => value.toFixed(1);
const hundredth = (value) => value.toFixed(2);
const LOAD = [
  ['bytes', 'KiB until quiet', (value) => tenth(value / KIB)],
  ['first', 'first paint, ms', whole],
  ['largest', 'largest paint, ms', whole],
  ['ready', 'ready, ms', whole],
  ['blocking', 'blocking, ms', whole],
  ['shift', 'layout shift', (value) => value.toFixed(3)],
  ['heap', 'heap and wasm, MiB', (value) => tenth(value / KIB / KIB)],
];
const MOTION = [
  ['p50', 'frame, median, ms', tenth],
  ['p95', '95th percentile', tenth],
  ['p99', '99th percentile', tenth],
  ['main', 'main thread, s', hundredth],
  ['clocked', 'of it on a processor, s', hundredth],
  ['all', 'all processes, s', hundredth],
];
/** To Beijing, to Gansu, and far out; and along the timeline: closer, onward, and out again. */
const FLIGHT = { hook: '__fly', legs: [{ lon: 116.4, lat: 39.9, zoom: 8 }, { lon: 104.7, lat: 36.6, zoom: 7 }, { lon: 105, lat: 37, zoom: 4.5 }], ms: FLIGHT_MS };
const ALONG = { hook: '__pan', legs: [{ from: 0.2, to: 0.3, share: 0.2 }, { from: 0.3, to: 0.8, share: 0.1 }, { from: 0.5, to: 0.5, share: 1 }], ms: FLIGHT_MS };
const PARTS = [
  { id: 'desk', title: 'Load, desk', profile: DESK, columns: LOAD },
  { id: 'phone', title: 'Load, slow phone (CPU 4 ×, 1.6 Mbps, 150 ms)', profile: PHONE, columns: LOAD },
  { id: 'scroll-desk', title: 'The story scrolled through in 6 s, desk', profile: DESK, act: scrollThrough, how: { ms: SCROLL_MS }, columns: MOTION },
  { id: 'scroll-phone', title: 'The story scrolled through in 6 s, phone, CPU 4 ×', profile: { ...PHONE, network: undefined }, act: scrollThrough, how: { ms: SCROLL_MS }, columns: MOTION },
  { id: 'pace-phone', title: `The first ${ALIKE_PX.toLocaleString('en')} px scrolled in 6 s, which is as much as the peers have, phone, CPU 4 ×`, profile: { ...PHONE, network: undefined }, act: scrollThrough, how: { ms: SCROLL_MS, px: ALIKE_PX }, columns: MOTION },
  { id: 'flight-phone', title: 'Three flights in 3 s, phone, CPU 4 ×', profile: { ...PHONE, network: undefined }, act: leadAlong, how: FLIGHT, columns: MOTION, query: `${HOOKS}sites:0` },
  { id: 'flight-desk', title: 'Three flights in 3 s, desk', profile: DESK, act: leadAlong, how: FLIGHT, columns: MOTION, query: `${HOOKS}sites:0` },
  { id: 'many', title: `${values.sites} sites: three flights in 3 s, desk`, profile: DESK, act: leadAlong, how: FLIGHT, columns: [LOAD[3], ...MOTION], query: `${HOOKS}sites:${values.sites}` },
  { id: 'events', title: `${values.sites} events on the timeline: closer, along and out again in 3 s, desk`, profile: DESK, act: leadAlong, how: ALONG, columns: [LOAD[3], ...MOTION], query: `${HOOKS}events:${values.sites}` },
].filter(({ id }) => !values.parts || values.parts.split(',').includes(id));

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor((all.length - 1) / 2)];

/**
 * Seconds so far: of the tasks of the page's main thread by the clock on the wall, which runs on while the thread
 * waits for a processor, and by the thread's own, which does not; and what all of the browser's processes have used.
 */
async function spent(browser, page, thread) {
  const tasks = async (session) => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return { main: await tasks(page), clocked: await tasks(thread), all: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) };
}

/** One visit; nothing where the page does not offer what the part needs. */
async function visit(browser, host, { profile, act, how, query = '' }) {
  const context = await browser.newContext(profile.context);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const process = await browser.newBrowserCDPSession();
    const troubles = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    await page.addInitScript(watch);
    await session.send('Performance.enable');
    const thread = await context.newCDPSession(page);
    await thread.send('Performance.enable', { timeDomain: 'threadTicks' });
    if (profile.network) {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', profile.network);
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: profile.slower });
    host.sent.length = 0;
    await page.goto(host.url + query, { waitUntil: 'load', timeout: LIMIT_MS });
    const loaded = await page.evaluate((limit) => window.watched.quiet(limit), LIMIT_MS);
    const files = host.sent.map(({ file, bytes }) => ({ file, bytes }));
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
    const heap = usedSize + embedderHeapUsedSize + backingStorageSize + (await page.evaluate(() => window.watched.wasm()));
    const result = { ...loaded, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), heap };
    if (how?.hook && !(await page.evaluate((hook) => hook in window, how.hook))) return undefined;
    if (act) {
      const before = await spent(process, session, thread);
      const gaps = await page.evaluate(act, how);
      const after = await spent(process, session, thread);
      Object.assign(result, between(gaps), Object.fromEntries(Object.keys(before).map((key) => [key, after[key] - before[key]])));
    }
    return { result, troubles };
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
const hosts = new Map();
const results = {};
const troubles = {};
try {
  for (const [name, folders] of pages.map((page) => page.split('='))) {
    const [page, hooked = page] = folders.split(',');
    const host = await serveCompressed(page);
    hosts.set(name, { page: host, hooked: hooked === page ? host : await serveCompressed(hooked) });
  }
  for (let run = 0; run < RUNS; run += 1) {
    for (const part of PARTS) {
      for (const [name, { page, hooked }] of hosts) {
        const visited = await visit(browser, part.how?.hook ? hooked : page, part);
        if (!visited) continue;
        ((results[part.id] ??= {})[name] ??= []).push(visited.result);
        for (const trouble of visited.troubles) ((troubles[name] ??= []).includes(trouble) || troubles[name].push(trouble));
      }
    }
    process.stderr.write(`run ${run + 1} of ${RUNS}\n`);
  }
} finally {
  const version = browser.version();
  await browser.close();
  for (const { page, hooked } of hosts.values()) await Promise.all([page.close(), hooked.close()]);
  report(version);
}

function report(version) {
  const parts = PARTS.filter(({ id }) => results[id]).map(({ id, title, columns }) => ({
    id,
    title,
    columns: columns.map(([key, name]) => ({ key, name })),
    rows: Object.entries(results[id]).map(([name, runs]) => ({ name, files: runs[0].files, values: Object.fromEntries(columns.map(([key]) => [key, of(runs, key)])) })),
  }));
  const machine = `${cpus().length} × ${cpus()[0].model}`;
  const summary = { date: new Date().toISOString().slice(0, 10), machine, browser: `Chromium ${version}`, runs: RUNS, parts, troubles };
  if (!values.parts) {
    writeFileSync(`${RESULT}.json`, `${JSON.stringify(summary, null, 1)}\n`);
    writeFileSync(`${RESULT}.svg`, chart(summary));
  }
  console.log(`Medians of ${RUNS} interleaved runs (least to most), × the ratio to the page without script.\n${summary.date}, ${machine}, ${summary.browser}`);
  for (const part of parts) console.log(table(part, PARTS.find(({ id }) => id === part.id).columns));
  for (const [name, all] of Object.entries(troubles)) console.log(`${name} complained: ${all.join(' | ')}`);
  console.log('No GPU is used: MapLibre’s frames are not those of its users. Leaflet stretches an old picture in flight. Ours does not run after a text that passes faster than 4 px a ms, as the whole of our page does in 6 s.');
}

/** The median of a value over the runs, with the least and the most. */
function of(runs, key) {
  const all = runs.map((run) => run[key]).filter(Number.isFinite);
  return all.length ? { median: median(all), least: Math.min(...all), most: Math.max(...all) } : undefined;
}

function table({ title, rows }, columns) {
  const floor = rows.find(({ name }) => name === FLOOR)?.values;
  const cell = (name, values, [key, , show]) => {
    const value = values[key];
    if (!value) return '–';
    const base = floor?.[key]?.median;
    const range = show(value.least) === show(value.most) ? '' : ` (${show(value.least)} to ${show(value.most)})`;
    return show(value.median) + range + (base && name !== FLOOR ? ` ×${(value.median / base).toFixed(1)}` : '');
  };
  const lines = rows.map(({ name, values }) => `| ${name} | ${columns.map((column) => cell(name, values, column)).join(' | ')} |`);
  return `\n### ${title}\n\n| | ${columns.map(([, name]) => name).join(' | ')} |\n|${'---|'.repeat(columns.length + 1)}\n${lines.join('\n')}`;
}
