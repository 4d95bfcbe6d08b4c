// Pictures of all that a reader may see, side by side, to be looked at: node look.mjs DIST [--out DIR] [--views A,B] [--sizes WxH,…]
// [--langs L,…] [--steps ID,…] [--themes T,…] [--letters PX,…]. Each view, size, language and theme becomes a sheet of pictures, one
// for each step, and `findings.txt` has what rules can say of them (tests/e2e/seen.mjs; the journeys hold the site to the same).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '../../tests/e2e/node_modules/playwright-core/index.mjs';
import { look } from '../../tests/e2e/seen.mjs';
import { events, stepIds } from '../../tests/e2e/seeds.mjs';
import { serve } from '../../tests/e2e/server.mjs';
import { StoryPage } from '../../tests/e2e/story-page.mjs';
import { toneGrid, tonesThatDiffer } from './tones.mjs';

/** What can be looked at, and at which sizes where nobody names one. */
const VIEWS = {
  page: '320x640,390x844,768x1024,1100x700,1440x900,1920x1080',
  embed: '320x640,360x640,390x640,680x640,768x640,1100x600,1440x640,1920x640',
  present: '1024x768,1280x720,1920x1080',
  step: '390x844,1280x800',
  handout: '1000x1400',
  file: '390x844,1440x900',
  print: '390x844,1280x800',
};
const options = {
  out: { default: 'target/look' },
  views: { default: Object.keys(VIEWS).join(',') },
  sizes: { default: '' },
  langs: { default: 'en,zh-Hans' },
  steps: { default: stepIds.join(',') },
  themes: { default: 'light,dark' },
  letters: { default: '16' },
};
const { values, positionals: [DIST] } = parseArgs({ allowPositionals: true, options: Object.fromEntries(Object.entries(options).map(([name, option]) => [name, { type: 'string', ...option }])) });
const list = (name) => values[name].split(',').filter(Boolean);
const [views, langs, steps, themes, letters] = ['views', 'langs', 'steps', 'themes', 'letters'].map(list);
const among = (what, given, known) => {
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length) throw new Error(`there is no ${what} ${unknown.join(', ')}; there are ${known.join(', ')}`);
};
among('view', views, Object.keys(VIEWS));
among('step', steps, stepIds);
among('theme', themes, ['light', 'dark']);
const sizesOf = (view) => (values.sizes || VIEWS[view]).split(',').map((size) => {
  const [width, height] = size.split('x').map(Number);
  if (!(width > 0 && height > 0)) throw new Error(`${size} is not a size such as 1280x720`);
  return { width, height };
});

const DATES = Object.fromEntries(events.filter(({ date }) => /^\d{4}(-\d\d){0,2}~?$/.test(date) && Number(date.slice(5, 7) || 1) <= 12).map(({ id, date }) => [id, Number(date.slice(0, 4))]));
/** Under this share of cells that differ from the picture before, two steps look alike. */
const ALIKE = 0.15;
/** Above this share of cells in which nothing is drawn, a picture is empty. */
const EMPTY = 0.5;

mkdirSync(values.out, { recursive: true });
const site = await serve(DIST);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files'] });
const table = await browser.newPage({ viewport: { width: 2060, height: 600 } });
const findings = [];

/** A page of the story in a view, and the address of one of its steps. */
async function open(view, size, lang, theme, px) {
  const touch = size.width < 500;
  const context = await browser.newContext({
    viewport: size, colorScheme: theme, hasTouch: touch, isMobile: touch && view === 'page', reducedMotion: 'reduce', serviceWorkers: 'block',
  });
  const page = await context.newPage();
  if (px !== 16) await (await context.newCDPSession(page)).send('Page.setFontSizes', { fontSizes: { standard: px } });
  const folder = lang === 'en' ? '' : `${lang}/`;
  const query = { embed: '?mode=embed', present: '?mode=present' }[view] ?? '';
  const address = view === 'file' ? `${pathToFileURL(resolve(DIST, 'spring-surge.html'))}?lang=${lang}` : `${site.url}${folder}${view === 'handout' ? 'handout/' : query}`;
  return { context, page, address, story: new StoryPage(page, site.url), folder };
}

/** The pictures of the steps where one page is led from step to step. */
async function* led({ page, address, story }, view, tell) {
  await page.goto(address);
  await story.ready();
  let before;
  for (const step of steps) {
    await page.evaluate((id) => { location.hash = `step=${id}`; }, step);
    await story.arriveAt(step);
    await story.nextFrames(2);
    const picture = await page.screenshot();
    const { faults } = await page.evaluate(look, { mode: view === 'file' ? 'page' : view, dates: DATES });
    for (const [rule, what] of faults) tell(step, rule, what);
    const tones = await stageTones(page);
    if (tones) {
      const [unlike, bare] = [tonesThatDiffer(tones, before), tones.filter(({ range }) => range < 14).length / tones.length];
      if (unlike < ALIKE) tell(step, 'alike', `${Math.round(unlike * 100)} % of the picture differs from the step before`);
      if (bare > EMPTY) tell(step, 'empty', `${Math.round(bare * 100)} % of the picture is bare`);
      before = tones;
    }
    yield [step, picture];
  }
}

async function stageTones(page) {
  const box = await page.locator('#stage').boundingBox();
  const { width, height } = page.viewportSize();
  if (!box) return undefined;
  const [x, y] = [Math.max(box.x, 0), Math.max(box.y, 0)];
  const clip = { x, y, width: Math.min(box.x + box.width, width) - x, height: Math.min(box.y + box.height, height) - y };
  if (clip.width < 40 || clip.height < 40) return undefined;
  return table.evaluate(toneGrid, (await page.screenshot({ clip })).toString('base64'));
}

/** The pages of the steps alone. */
async function* leaves({ page, folder }) {
  for (const step of steps) {
    await page.goto(`${site.url}${folder}step/${step}/`, { waitUntil: 'load' });
    yield [step, await page.screenshot()];
  }
}

/** The sheets of the hand-out as a printer would lay them out. */
async function* sheets({ page, address }) {
  await page.goto(address, { waitUntil: 'load' });
  await page.emulateMedia({ media: 'print' });
  const all = await page.locator('.sheet:visible').all();
  for (const [i, sheet] of all.entries()) yield [`sheet ${i + 1}`, await sheet.screenshot()];
}

/** The first pages of what a printer is given from a window of this size, led to each step. */
async function* printed({ page, address, story }, view, tell) {
  await page.goto(address);
  await story.ready();
  for (const step of steps) {
    await page.evaluate((id) => { location.hash = `step=${id}`; }, step);
    await story.arriveAt(step);
    const folder = mkdtempSync(join(tmpdir(), 'look-'));
    try {
      writeFileSync(join(folder, 'page.pdf'), await page.pdf({ format: 'A4', preferCSSPageSize: true }));
      execFileSync('pdftoppm', ['-png', '-r', '60', '-l', '2', join(folder, 'page.pdf'), join(folder, 'page')]);
      for (const name of readdirSync(folder).filter((name) => name.endsWith('.png')).sort()) yield [`${step}, ${name}`, readFileSync(join(folder, name))];
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      tell(step, 'left out', 'pdftoppm, which draws what is printed, is not installed (poppler-utils)');
      return;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

const WAYS = { page: led, embed: led, present: led, file: led, step: leaves, handout: sheets, print: printed };

/** One large picture of all, each with its name; those that something was found in are marked. */
async function lay(name, pictures, wrong) {
  const { width, height } = await table.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  }, pictures[0][1].toString('base64'));
  const columns = width > height ? 4 : 7;
  const figures = pictures.map(([title, picture]) => `<figure${wrong.has(title) ? ' class="wrong"' : ''}><figcaption>${title}</figcaption><img src="data:image/png;base64,${picture.toString('base64')}"></figure>`);
  await table.setContent(`<!doctype html><style>
    body { margin: 12px; background: #666; color: #fff; font: 15px/1.6 sans-serif; display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 10px }
    figure { margin: 0 } img { display: block; width: 100% } .wrong { color: #fd6 }
  </style>${figures.join('')}`, { waitUntil: 'load' });
  await table.screenshot({ path: join(values.out, `${name}.png`), fullPage: true });
}

for (const view of views) {
  for (const size of sizesOf(view)) {
    for (const lang of langs) {
      for (const theme of view === 'handout' || view === 'print' ? themes.slice(0, 1) : themes) {
        for (const px of letters.map(Number)) {
          const name = [view, `${size.width}x${size.height}`, lang, theme, ...(px === 16 ? [] : [`${px}px`])].join('-');
          const wrong = new Set();
          const tell = (step, rule, what) => {
            findings.push([rule, name, step, what].join('\t'));
            wrong.add(step);
          };
          const opened = await open(view, size, lang, theme, px);
          const pictures = [];
          try {
            for await (const picture of WAYS[view](opened, view, tell)) pictures.push(picture);
          } catch (error) {
            tell('-', 'broken', error.message.split('\n')[0]);
          }
          for (const trouble of opened.story.troubles) tell('-', 'complaint', trouble.split('\n')[0].slice(0, 160));
          await opened.context.close();
          if (pictures.length) await lay(name, pictures, wrong);
          console.log(`${name}: ${pictures.length} pictures, something in ${wrong.size} of them`);
        }
      }
    }
  }
}
writeFileSync(join(values.out, 'findings.txt'), findings.sort().map((line) => `${line}\n`).join(''));
const rules = [...new Set(findings.map((line) => line.split('\t')[0]))];
console.log(rules.map((rule) => `${rule} ${findings.filter((line) => line.startsWith(`${rule}\t`)).length}`).join(', ') || 'nothing found');
console.log(`The sheets and findings.txt are in ${values.out}.`);
await browser.close();
await site.close();
