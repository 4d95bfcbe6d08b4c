// What other sites take of the story: cards with their pictures, oEmbed, linked data, headers for hosts.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST, PHONE, theSite } from './browser.mjs';
import { conflicts, inLanguage, release, stepIds } from './seeds.mjs';

const { open, site } = theSite();
const LANGS = readdirSync(new URL('../../seeds/text', import.meta.url));
const RESERVED = 'https://spring-surge.example/';
const ADDRESS = process.env.SPRING_SURGE_ADDRESS ?? release.address;
const ROOT = (ADDRESS ?? RESERVED).replace(/\/?$/, '/');
const folder = (lang) => (lang === 'en' ? '' : `${lang}/`);

/** All pages: the story and its steps in every language. */
const PAGES = LANGS.flatMap((lang) => [
  { lang, path: folder(lang) },
  ...stepIds.map((step) => ({ lang, step, path: `${folder(lang)}step/${step}/` })),
]);

/** What a reader of tags sees in the head of a page that was only fetched. */
const headOf = (page, path) => page.evaluate(async (html) => {
  const head = new DOMParser().parseFromString(html, 'text/html');
  const tags = [...head.querySelectorAll('meta[property], meta[name]')];
  return {
    lang: head.documentElement.lang,
    tags: Object.fromEntries(tags.map((m) => [m.getAttribute('property') ?? m.name, m.content])),
    oembed: head.querySelector('link[type="application/json+oembed"]')?.getAttribute('href'),
    data: [...head.querySelectorAll('script[type="application/ld+json"]')].map((s) => s.textContent),
    executable: [...head.querySelectorAll('script:not([src])')].filter((s) => !/json$|^text\/plain$/.test(s.type)).length,
    styled: head.querySelectorAll('style, [style]').length,
  };
}, readFileSync(join(DIST, path, 'index.html'), 'utf8'));

/** Width and height of a PNG, from its first chunk. */
const sizeOfPng = (bytes) => {
  assert.equal(bytes.subarray(1, 4).toString('latin1'), 'PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

test('every page has a card whose picture is there, in the size it says', async (t) => {
  const { page } = await open(t, '', { script: false });
  for (const { path, lang, step } of PAGES) {
    const { tags, ...head } = await headOf(page, path);
    assert.equal(head.lang, lang, path);
    for (const key of ['description', 'og:title', 'og:description', 'og:image:alt', 'twitter:card', 'twitter:image']) assert.ok(tags[key], `${path}: ${key}`);
    assert.equal(tags['og:url'], ROOT + path);
    assert.ok(tags['og:image'].startsWith(ROOT), tags['og:image']);
    const file = tags['og:image'].slice(ROOT.length);
    if (step) assert.equal(file, `pictures/${lang}/${step}.png`);
    const png = sizeOfPng(readFileSync(join(DIST, file)));
    assert.deepEqual(png, [Number(tags['og:image:width']), Number(tags['og:image:height'])], file);
    // One style and one script stand in the head of the story; see policy.test.mjs.
    assert.equal(head.executable + head.styled, step ? 0 : 2, `${path} has script or style in it`);
  }
});

test('every picture is inked where its heading, its legend and its credit stand, in every language', async (t) => {
  const { page } = await open(t, '', { script: false });
  let pictures = 0;
  for (const { lang, step } of PAGES.filter(({ step }) => step)) {
    const png = readFileSync(join(DIST, `pictures/${lang}/${step}.png`)).toString('base64');
    // Rows of pixels that differ from the paper, in the strips above the map and below it.
    const rows = await page.evaluate(async (data) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const drawn = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      drawn.drawImage(picture, 0, 0);
      const { data: pixels } = drawn.getImageData(0, 0, picture.width, picture.height);
      const dark = (y) => Array.from({ length: picture.width }, (_, x) => pixels[4 * (y * picture.width + x)]).filter((red) => red < 130).length;
      const count = (from, to) => Array.from({ length: to - from }, (_, i) => dark(from + i)).filter((many) => many > 20).length;
      return { heading: count(10, 80), credit: count(picture.height - 60, picture.height - 10) };
    }, png);
    assert.ok(rows.heading >= 12, `${lang} ${step}: ${rows.heading} rows of a heading`);
    assert.ok(rows.credit >= 8, `${lang} ${step}: ${rows.credit} rows of note and credit`);
    pictures += 1;
  }
  assert.equal(pictures, PAGES.filter(({ step }) => step).length);
  assert.ok(pictures >= 28);
});

test('every page says how to embed it, and the reply is a frame that strict hosts leave whole', async (t) => {
  const { page } = await open(t, '', { script: false });
  for (const { path, lang, step } of PAGES) {
    const { oembed } = await headOf(page, path);
    const reply = JSON.parse(readFileSync(join(DIST, path, oembed), 'utf8'));
    assert.deepEqual([reply.version, reply.type, reply.width, reply.height], ['1.0', 'rich', 720, 640], oembed);
    const frame = await page.evaluate((html) => {
      const { body } = new DOMParser().parseFromString(html, 'text/html');
      const [first] = body.children;
      return { count: body.children.length, tag: first.localName, names: first.getAttributeNames(), src: first.src, title: first.title };
    }, reply.html);
    assert.deepEqual([frame.count, frame.tag], [1, 'iframe']);
    assert.deepEqual(frame.names.sort(), ['frameborder', 'height', 'scrolling', 'src', 'title', 'width']);
    assert.equal(frame.src, `${ROOT}${folder(lang)}?mode=embed${step ? `#step=${step}` : ''}`);
    assert.equal(frame.title, reply.title);
  }
});

test('linked data names the sources, and reviews what is contested without a number', async (t) => {
  const { page } = await open(t, '', { script: false });
  for (const { path, lang, step } of PAGES) {
    const { data } = await headOf(page, path);
    assert.equal(data.length, 1, path);
    const graph = JSON.parse(data[0])['@graph'];
    const of = (type) => graph.filter((node) => node['@type'] === type);
    const [article] = of('Article');
    assert.equal(article.headline, step ? inLanguage(lang, 'story').steps[step].title : inLanguage(lang, 'story').title);
    assert.ok(article.isBasedOn.length > 0 && article.isBasedOn.every((source) => /^https?:/.test(source.url)), path);
    assert.equal(of('Dataset').length, 1);
    for (const review of of('ClaimReview')) {
      assert.deepEqual(Object.keys(review.reviewRating).sort(), ['@type', 'alternateName']);
      assert.ok(review.claimReviewed && review.itemReviewed.author.name, path);
    }
    const here = conflicts.filter((c) => (!step || c.step === step) && c.sides.some((side) => side.claims.some((id) => id.startsWith('a-'))));
    assert.equal(of('ClaimReview').length, here.length, path);
  }
});

test('the page of a step is whole without script, leads on, and names only notes that it has', async (t) => {
  for (const lang of LANGS) {
    const story = inLanguage(lang, 'story');
    const { page } = await open(t, `${folder(lang)}step/jinmeng/`, { script: false, size: PHONE });
    assert.equal(await page.locator('h1').textContent(), story.steps.jinmeng.title);
    assert.equal(await page.locator('script[src]').count(), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
    assert.deepEqual(await page.$$eval('img', (all) => all.map((i) => i.complete && i.naturalWidth > 0 && i.alt.length > 0)), [true]);
    const missing = await page.$$eval('a[href^="#"]', (all) => all.map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(id)));
    assert.deepEqual(missing, []);
    const near = await page.$$eval('.beside a, header a, .mention', (all) => all.map((a) => a.href));
    for (const address of near) assert.equal((await page.request.get(address)).status(), 200, address);
    await page.locator('.into').click();
    await page.waitForURL(`**/${folder(lang)}#step=jinmeng`);
    assert.equal(await page.locator('#step-jinmeng h2').textContent(), story.steps.jinmeng.title);
  }
});

test('the files for hosts hold the policy that the pages keep', () => {
  for (const name of ['_headers', '.htaccess', 'nginx.conf']) {
    const text = readFileSync(join(DIST, name), 'utf8');
    for (const part of ["default-src 'none'", "script-src 'self'", "'wasm-unsafe-eval'", "style-src 'self'", 'Access-Control-Allow-Origin', 'nosniff', 'no-referrer', 'immutable']) {
      assert.ok(text.includes(part), `${name}: ${part}`);
    }
    // Whoever may frame the story is named nowhere: even * would shut out a reader's app and a file.
    assert.ok(!/frame-ancestors|X-Frame-Options/i.test(text), name);
  }
});

test('the page "Embed" makes what is chosen there, for this site, and shows it', async (t) => {
  // A site that was not told its address names the one at which the page is read, and says so.
  const own = ADDRESS ? ROOT : site().url;
  for (const lang of LANGS) {
    const { page } = await open(t, `${folder(lang)}embed/#step=jinmeng`, { wait: false });
    const words = inLanguage(lang, 'embed');
    assert.equal(await page.locator('h1').textContent(), words.title);
    await page.waitForFunction(() => document.getElementById('snippet-element').value.includes('step="jinmeng"'));
    await page.locator('select[name=part]').selectOption('map');
    await page.locator('select[name=theme]').selectOption('dark');
    const value = (name) => page.locator(`#snippet-${name}`).inputValue();
    const src = `${own}${folder(lang)}?mode=embed&part=map&theme=dark#step=jinmeng`;
    const frame = await page.evaluate((html) => {
      const { body } = new DOMParser().parseFromString(html, 'text/html');
      return [body.children.length, body.firstElementChild.src];
    }, await value('frame'));
    assert.deepEqual(frame, [1, src]);
    const scripted = await value('scripted');
    assert.ok(scripted.includes('data-spring-surge') && scripted.includes(`${own}embed.js`), scripted);
    assert.ok((await value('element')).startsWith(`<spring-surge step="jinmeng" part="map" lang="${lang}" theme="dark" title="${words.parts.map}: `));
    // Whoever cannot see it hears what the frame is.
    const title = `${words.parts.map}: ${inLanguage(lang, 'story').steps.jinmeng.title}`;
    assert.ok((await value('frame')).includes(`title="${title}"`), title);
    const warning = page.locator('.warning');
    assert.equal(await warning.count(), ADDRESS ? 0 : 1);
    if (!ADDRESS) assert.equal(await warning.textContent(), words.own_address.replace('{address}', own));
    const picture = await page.evaluate((html) => {
      const { body } = new DOMParser().parseFromString(html, 'text/html');
      return [body.querySelector('a').href, body.querySelector('img').src, body.querySelector('img').alt.length > 0];
    }, await value('picture'));
    assert.deepEqual(picture, [`${own}${folder(lang)}step/jinmeng/`, `${own}pictures/${lang}/jinmeng.png`, true]);
    // Not every step has every part.
    await page.locator('select[name=part]').selectOption('laboratory');
    assert.equal(await page.locator('select[name=step]').inputValue(), 'capacity');
    assert.ok((await value('frame')).includes('&amp;part=laboratory&amp;theme=dark#step=capacity'));
    await page.locator('select[name=part]').selectOption('map');
    await page.locator('select[name=step]').selectOption('jinmeng');
    // What is copied is what stands there, wherever it is pasted.
    await page.locator('[data-copy=element]').click();
    await page.waitForFunction((said) => document.querySelector('.said').textContent.startsWith(said), words.copied);
    assert.equal(await page.locator('.is-copied').count(), 1);
    const element = await value('element');
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('textarea'), { id: 'article' })));
    await page.locator('#article').focus();
    await page.keyboard.press('ControlOrMeta+V');
    assert.equal(await page.locator('#article').inputValue(), element);
    const shown = `${site().url}${folder(lang)}?mode=embed&part=map&theme=dark#step=jinmeng`;
    await page.waitForFunction((shown) => [...document.querySelectorAll('.preview iframe')].every((p) => p.contentDocument.querySelector('iframe')?.src === shown), shown);
    assert.deepEqual(await page.$$eval('.preview iframe', (all) => all.map((f) => f.getAttribute('width'))), ['375', '720']);
  }
});

test('the page "Embed" shows each snippet in an article, says how high it gets, and how high it is there', async (t) => {
  const { page } = await open(t, 'embed/', { wait: false, still: true });
  const words = inLanguage('en', 'embed');
  const said = (name) => page.locator(`#height-${name}`).textContent();
  assert.deepEqual([await said('frame'), await said('scripted'), await said('element'), await said('picture')], ['fixed', 'story', 'story', 'picture'].map((key) => words.heights[key]));
  const heights = () => page.$$eval('.preview', (all) => all.map((p) => {
    const px = p.querySelector('iframe').contentDocument.querySelector('spring-surge, iframe, img')?.getBoundingClientRect().height;
    return [px, p.querySelector('.takes').textContent];
  }));
  /** Until the two articles have the snippet in heights that are so, and say them. */
  const shows = async (name, is) => {
    await page.locator(`[data-show=${name}]`).click();
    await page.waitForFunction(([is, takes]) => [...document.querySelectorAll('.preview')].every((p) => {
      const px = p.querySelector('iframe').contentDocument?.querySelector('spring-surge, iframe, img')?.getBoundingClientRect().height;
      return px && eval(is)(px) && p.querySelector('.takes').textContent === takes.replace('{px}', Math.round(px).toLocaleString('en'));
    }), [`(${is})`, words.takes]);
    return (await heights()).map(([px]) => px);
  };
  await shows('frame', (px) => px === 640);
  // The words name bounds, and the story keeps to them.
  const [least, most] = words.heights.story.match(/\d[\d,]+(?= (?:to|px))/g).map((n) => Number(n.replace(',', '')));
  for (const name of ['scripted', 'element']) {
    for (const px of await shows(name, (px) => px > 5000)) assert.ok(px >= least && px <= most, `${name}: ${px}, said: ${least} to ${most}`);
  }
  await shows('picture', (px) => px > 100 && px < 400);
  // One step at a time, and a part.
  await page.locator('select[name=step]').selectOption('zone-a');
  assert.equal(await said('element'), words.heights.player);
  await shows('element', (px) => px >= 560 && px <= 720);
  await page.locator('select[name=part]').selectOption('system');
  assert.equal(await said('element'), words.heights.part);
});

test('without script the page "Embed" says where its snippet leads', async (t) => {
  for (const lang of LANGS) {
    const { page } = await open(t, `${folder(lang)}embed/`, { script: false });
    const words = inLanguage(lang, 'embed');
    assert.equal(await page.locator('.warning').count(), ADDRESS ? 0 : 1);
    if (!ADDRESS) assert.equal(await page.locator('.warning').textContent(), words.no_address.replace('{address}', RESERVED));
  }
});
