// The hand-out on paper: what is chosen, for whom, and nothing parted between two sheets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { events, facilities, inLanguage, places, projects, stepIds, steps } from './seeds.mjs';

const { open } = theSite();
/** Height of what can be printed on a sheet with margins of 15 mm, px. */
const SHEETS = { A4: { width: 680, height: 1009 }, Letter: { width: 703, height: 942 } };

for (const folder of ['', 'zh-Hans/']) {
  for (const version of ['for-pupils', 'for-teachers']) {
    for (const [format, size] of Object.entries(SHEETS)) {
      test(`${folder}handout ${version} on ${format}: no block is parted, none is empty, all is black on white`, needs('pdf', 'print media'), async (t) => {
        const story = await open(t, `${folder}handout/`, { wait: false, until: 'load', size });
        const { page } = story;
        await page.check(`#${version}`);
        await page.emulateMedia({ media: 'print' });
        const faults = await page.evaluate((height) => {
          const found = [];
          for (const sheet of document.querySelectorAll('.sheet')) {
            const box = sheet.getBoundingClientRect();
            if (!box.height) { if (!sheet.matches('.for-teacher')) found.push(`${sheet.id} is empty`); continue; }
            if (box.height > height && !sheet.matches('.is-long')) found.push(`${sheet.id} is ${box.height} px high`);
            if (getComputedStyle(sheet).breakInside === 'auto' && !sheet.matches('.is-long')) found.push(`${sheet.id} may be parted`);
          }
          for (const ask of document.querySelectorAll('.handout-ask')) if (getComputedStyle(ask).breakInside !== 'avoid') found.push('a question may be parted');
          for (const text of document.querySelectorAll('.sheet p, .sheet td, .sheet li')) {
            if (!text.checkVisibility()) continue;
            const rgb = getComputedStyle(text).color.match(/[\d.]+/g).map(Number);
            if (Math.max(...rgb.slice(0, 3)) > 80) found.push(`grey: ${text.textContent.slice(0, 30)}`);
          }
          if (document.documentElement.scrollWidth > innerWidth) found.push('it is too wide');
          return found;
        }, size.height);
        assert.deepEqual(faults, []);
        assert.ok((await page.pdf({ format })).length > 20_000);
      });
    }
  }
}

test('each tick names what it takes', async (t) => {
  for (const [folder, language] of [['', 'en'], ['zh-Hans/', 'zh-Hans']]) {
    const { page } = await open(t, `${folder}handout/`, { wait: false, until: 'load' });
    const { handout_step, closing } = inLanguage(language, 'classroom').words;
    const ticks = await page.$$eval('.take', (labels) => labels.map((label) => label.textContent.trim()));
    assert.deepEqual(ticks, [...stepIds.map((_, i) => `${handout_step} ${i + 1}`), closing]);
  }
});

test('pupils get blanks, teachers get dates, notes and answers', async (t) => {
  const { page } = await open(t, 'handout/', { wait: false, until: 'load' });
  const text = () => page.locator('#sheet-zone-a').innerText();
  const words = inLanguage('en', 'classroom');
  const plain = (s) => s.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  const pupil = await text();
  assert.ok(!pupil.includes('October 15, 2024') && !pupil.includes(plain(words.notes['zone-a'][0])));
  assert.ok(await page.locator('#sheet-zone-a .blank').first().isVisible());
  await page.check('#for-teachers');
  const teacher = await text();
  assert.ok(teacher.includes('October 15, 2024') && teacher.includes(plain(words.notes['zone-a'][0])) && teacher.includes(plain(words.questions['zone-a-order'].answer[1])));
});

test('a step that is not ticked is not printed', needs('print media'), async (t) => {
  const { page } = await open(t, 'handout/', { wait: false, until: 'load' });
  assert.deepEqual(await page.$$eval('.sheet[id]', (all) => all.map((s) => s.id)), [...stepIds.map((id) => `sheet-${id}`), 'sheet-closing']);
  await page.uncheck('#sheet-posture .take input');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#sheet-posture').isVisible(), false);
  assert.equal(await page.locator('#sheet-chain').isVisible(), true);
  assert.equal(await page.locator('.handout-choices').isVisible(), false);
});

test('the address of the mode leads to it, and it needs no script', async (t) => {
  const story = await open(t, '?mode=handout', { wait: false, until: 'load' });
  await story.page.waitForURL(/handout\/$/);
  const bare = await open(t, 'handout/', { script: false });
  assert.equal(await bare.page.locator('.sheet:has(.paper-map)').count(), stepIds.length + 1);
  await bare.page.check('#for-teachers');
  assert.ok(await bare.page.locator('.solution').first().isVisible());
});

/** Marks, names and lines of the maps that are seen, in px of each map's own corner. */
const onMaps = (page) => page.evaluate(() => [...document.querySelectorAll('.paper-map')].filter((map) => map.checkVisibility()).map((map) => {
  const corner = map.getBoundingClientRect();
  const box = (element) => {
    // As drawn, without the stroke: engines differ in whether the box of an element has it.
    const drawn = element.getBBox?.(), to = element.getScreenCTM?.();
    const b = drawn && to && !element.textContent ? new DOMRect(drawn.x * to.a + to.e, drawn.y * to.d + to.f, drawn.width * to.a, drawn.height * to.d) : element.getBoundingClientRect();
    return { x: b.x - corner.x, y: b.y - corner.y, width: b.width, height: b.height, text: element.textContent };
  };
  const all = (selector) => [...map.querySelectorAll(selector)].map(box);
  const sheet = map.closest('.sheet');
  return { id: sheet.id.slice('sheet-'.length), width: corner.width, height: corner.height, marks: all('.paper-mark'), signs: all('.paper-sign'), names: all('.paper-name'), rings: all('.paper-ring'), dots: all('.paper-dot'), legend: [...sheet.querySelectorAll('.paper-legend')].filter((p) => p.checkVisibility()).map((p) => p.textContent).join() };
}));
const overlap = (a, b, by = 0.5) => a.x < b.x + b.width - by && b.x < a.x + a.width - by && a.y < b.y + b.height - by && b.y < a.y + a.height - by;
// Lines have a width, so that marks which just touch share a pixel.
const apart = (a, b) => Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) - (a.width + b.width) / 2;

for (const folder of ['', 'zh-Hans/']) {
  for (const version of ['for-pupils', 'for-teachers']) {
    test(`${folder}handout ${version}: each mark of a map can be found, on the screen and on paper`, async (t) => {
      for (const [media, size] of [['screen', { width: 1280, height: 900 }], ['screen', { width: 390, height: 844 }], ['print', { width: 680, height: 1009 }]]) {
        if (media === 'print' && needs('print media').skip) continue;
        const { page } = await open(t, `${folder}handout/`, { wait: false, until: 'load', size });
        await page.check(`#${version}`);
        if (media === 'print') await page.emulateMedia({ media });
        const maps = await onMaps(page);
        assert.deepEqual(maps.map((map) => map.id), [...stepIds, 'closing']);
        let marks = 0;
        const faults = [];
        for (const map of maps) {
          const say = (fault) => faults.push(`${map.id} at ${size.width}: ${fault}`);
          marks += map.marks.length;
          for (const [i, mark] of map.marks.entries()) {
            if (mark.x < -0.5 || mark.y < -0.5 || mark.x + mark.width > map.width + 0.5 || mark.y + mark.height > map.height + 0.5) say(`mark ${i} is cut`);
            for (const other of map.marks.slice(i + 1)) if (apart(mark, other) < -1) say(`mark ${i} lies over another`);
            for (const name of map.names) if (overlap(mark, name)) say(`“${name.text}” lies over a mark`);
            // A mark that stands elsewhere leads to its place, which is seen.
            for (const dot of map.dots) if (apart(mark, dot) < -1) say(`mark ${i} hides a place`);
          }
          for (const [i, name] of map.names.entries()) {
            if (name.x < -0.5 || name.x + name.width > map.width + 0.5 || name.y < -1 || name.y + name.height > map.height + 1) say(`“${name.text}” is cut`);
            for (const other of map.names.slice(i + 1)) if (overlap(name, other, 2)) say(`“${name.text}” lies over “${other.text}”`);
          }
          // Numbers are those of the list below.
          const numbers = map.signs.map((sign) => sign.text);
          assert.equal(new Set(numbers).size, numbers.length, map.id);
          for (const number of numbers) if (!new RegExp(`(^|\\D)${number} `).test(map.legend)) say(`${number} is not in the list`);
        }
        assert.ok(marks > 40, `${marks} marks`);
        assert.equal(maps.find((map) => map.id === 'allies').signs.length, facilities.length);
        assert.deepEqual(faults, []);
      }
    });
  }

  test(`${folder}handout: what a question asks for stands on no sheet of a pupil, and on the teacher’s`, async (t) => {
    const { page } = await open(t, `${folder}handout/`, { wait: false, until: 'load' });
    const language = folder ? 'zh-Hans' : 'en';
    const { questions } = JSON.parse(readFileSync(new URL('../../seeds/classroom.json', import.meta.url), 'utf8'));
    const names = inLanguage(language, 'names');
    const text = () => page.evaluate(() => [...document.querySelectorAll('.sheet')].map((sheet) => sheet.innerText).join('\n'));
    const pupil = { maps: await onMaps(page), text: await text() };
    await page.check('#for-teachers');
    const teacher = { maps: await onMaps(page), text: await text() };

    // Names and numbers are the pupils' to write; on the world's map both are there to find the plants by.
    const blank = pupil.maps.filter((map) => map.id !== 'allies');
    for (const map of blank) {
      assert.deepEqual([map.names, map.signs], [[], []], map.id);
      assert.doesNotMatch(map.legend, /\d/, `${map.id}: a radius or a number`);
    }
    const written = teacher.maps.flatMap((map) => map.names.map((name) => name.text));
    for (const project of projects) assert.ok(written.includes(names.projects[project.id].name), project.id);

    // A place that is asked for has no mark at all, wherever the map is.
    const wanted = questions.filter((q) => q.kind.place).map((q) => q.kind.place.place);
    assert.ok(wanted.length >= 2);
    for (const map of teacher.maps.filter((map) => map.id !== 'allies')) {
      const step = steps.find((s) => s.id === map.id) ?? steps.at(-1);
      const here = new Set([...step.places, ...step.focus.map((id) => projects.find((p) => p.id === id).place)]);
      const hidden = [...here].filter((id) => wanted.includes(id));
      const lost = step.focus.filter((id) => wanted.includes(projects.find((p) => p.id === id).place)).length + hidden.filter((id) => !step.focus.some((p) => projects.find((q) => q.id === p).place === id)).length;
      const marks = pupil.maps.find((m) => m.id === map.id).marks.length;
      assert.equal(marks, map.marks.length - lost, `${map.id} of pupils`);
    }
    assert.ok(places.length > 3);

    // Numbers that are to be estimated.
    const digits = (n) => [n.toLocaleString('en-US'), String(n)];
    const estimates = questions.filter((q) => q.kind.estimate);
    assert.ok(estimates.length >= 6);
    for (const { id, kind: { estimate } } of estimates) {
      for (const n of [estimate.low, estimate.high].flatMap(digits)) {
        const alone = new RegExp(`(?<![\\d.,])${n}(?![\\d]|[.,]\\d)`);
        assert.doesNotMatch(pupil.text, alone, `${id}: ${n} is printed for pupils`);
      }
      assert.match(teacher.text, new RegExp(digits(estimate.low).join('|')), `${id}: teachers have it`);
    }

    // Rows of a table are not in the order of time where that is asked for, and none names what is to be chosen.
    const rows = await page.evaluate(() => [...document.querySelectorAll('.handout-dates')].map((table) => {
      const labels = (of) => [...table.querySelectorAll(`tr.for-${of} td:last-child`)].map((cell) => cell.firstChild.textContent.trim());
      return [table.closest('.sheet').id.slice('sheet-'.length), labels('pupil'), labels('teacher')];
    }));
    assert.ok(rows.length > 5);
    let left = 0;
    for (const [id, pupils, teachers] of rows) {
      const chosen = questions.filter((q) => q.step === id && q.kind.choose).flatMap((q) => q.claims);
      const answers = events.filter((event) => event.claims.some((claim) => chosen.includes(claim))).map((event) => names.events[event.id]);
      left += teachers.filter((label) => answers.includes(label)).length;
      assert.deepEqual(pupils, teachers.filter((label) => !answers.includes(label)).sort(), id);
    }
    assert.ok(left >= 2, `${left} rows answer a question`);
    assert.ok(rows.some(([, pupils, teachers]) => pupils.join() !== teachers.join()));
  });
}
