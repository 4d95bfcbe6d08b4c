// What a screen reader is given at each step: a golden file each, to be read as a diff when it changes.
// UPDATE_TREES=1 writes them anew.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { theSite } from './browser.mjs';
import { stepIds } from './seeds.mjs';

const { open } = theSite();
const FOLDER = new URL('../golden/tree/', import.meta.url);
const update = Boolean(process.env.UPDATE_TREES);

/** Lines that differ, each with its sign, so that a failure reads as a diff. */
function difference(golden, seen) {
  const [before, after] = [golden, seen].map((text) => text.split('\n'));
  return [...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`), ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`)];
}

test('the accessibility tree of the picture and of the text is as it was, step by step', async (t) => {
  const story = await open(t, '', { still: true });
  if (update) mkdirSync(FOLDER, { recursive: true });
  for (const id of stepIds) {
    await story.readTo(id);
    const parts = [story.page.locator('#stage'), story.step(id)];
    const seen = `${(await Promise.all(parts.map((part) => part.ariaSnapshot()))).join('\n')}\n`;
    const file = new URL(`${id}.yml`, FOLDER);
    if (update) writeFileSync(file, seen);
    const golden = readFileSync(file, 'utf8');
    assert.deepEqual(difference(golden, seen), [], id);
    assert.equal(seen, golden, id);
  }
});
