// A rule that looked at nothing holds of everything, so that whoever finds no fault says how much was looked at.
import assert from 'node:assert/strict';

/** Of at least `least` things that were looked at, none is wrong. */
export function none(looked, isWrong, least = 1, what = undefined) {
  assert.ok(looked.length >= least, `only ${looked.length} were looked at, of at least ${least}`);
  assert.deepEqual(looked.filter(isWrong), [], what);
}
