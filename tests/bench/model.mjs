// Times the laboratory's model against JavaScript in the same browser and NumPy on the same machine:
// node model.mjs WASM RESULT.json [PYTHON]. Runs are interleaved, so that a busy moment meets all alike.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '../e2e/node_modules/playwright-core/index.mjs';
import { serve } from '../e2e/server.mjs';

const [WASM, RESULT, PYTHON] = process.argv.slice(2);
const DRAWS = 200_000;
const ROUNDS = 15;
const REPEATS = 5;
/** How many times as fast as each the wasm is to be. */
const WANTED = { plain: 3, numpy: 1 };
const NAMES = { wasm: 'the built wasm', plain: 'JavaScript, idiomatic', binned: 'JavaScript, in bins', numpy: 'NumPy, vectorised' };

/** A NumPy that answers line by line, or nothing where there is none. */
function numpy() {
  if (!PYTHON) return undefined;
  const child = spawn(PYTHON, [fileURLToPath(new URL('model.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const ask = async (count, repeats) => {
    child.stdin.write(`${count} ${repeats}\n`);
    const [line] = await once(lines, 'line');
    return line.split(' ').map(Number);
  };
  return { ask, close: () => child.stdin.end() };
}

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const site = await serve(fileURLToPath(new URL('.', import.meta.url)));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const python = numpy();
try {
  const page = await browser.newPage();
  await page.route('**/model.wasm', (route) => route.fulfill({ body: readFileSync(WASM), contentType: 'application/wasm' }));
  await page.goto(`${site.url}page.html`);
  await page.waitForFunction(() => globalThis.isReady);
  const middles = await page.evaluate((n) => globalThis.medians(n), DRAWS);
  if (python) [, middles.numpy] = await python.ask(DRAWS, 1);
  for (const [way, middle] of Object.entries(middles)) {
    if (Math.abs(middle / middles.wasm - 1) > 0.01) throw new Error(`${NAMES[way]} has another median, ${middle} for ${middles.wasm}: it is another model`);
  }
  const times = Object.fromEntries(Object.keys(middles).map((way) => [way, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const way of Object.keys(times)) {
      const took = way === 'numpy' ? (await python.ask(DRAWS, REPEATS))[0] : await page.evaluate(([w, n, r]) => globalThis.measure(w, n, r), [way, DRAWS, REPEATS]);
      // The first round warms the compilers up.
      if (round > 0) times[way].push(took);
    }
  }
  const rows = Object.entries(times).map(([way, all]) => {
    const ratios = all.map((took, i) => took / times.wasm[i]);
    return { way, milliseconds: median(all), ratio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios), wanted: WANTED[way] };
  });
  console.log(`${DRAWS} draws, median of ${ROUNDS} interleaved rounds; ratio: its time over that of the wasm`);
  for (const r of rows) {
    const verdict = r.wanted ? `wanted ${r.wanted}: ${r.ratio >= r.wanted ? 'met' : 'NOT MET'}` : '';
    console.log(`${NAMES[r.way].padEnd(24)} ${r.milliseconds.toFixed(2).padStart(8)} ms  ratio ${r.ratio.toFixed(2)} (${r.least.toFixed(2)} to ${r.most.toFixed(2)})  ${verdict}`);
  }
  if (!python) console.log(`${NAMES.numpy}: not measured, since there is no Python with NumPy here`);
  writeFileSync(RESULT, `${JSON.stringify({ draws: DRAWS, rounds: ROUNDS, browser: browser.version(), rows }, null, 2)}\n`);
} finally {
  python?.close();
  await browser.close();
  await site.close();
}
