// A reporter of node:test that writes a line of JSON for each test: file, name, outcome and why it was left out.
import { basename } from 'node:path';

export default async function* eachTest(source) {
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, file, skip } = data;
    // A file that ends early is reported by its own name.
    if (!file) continue;
    const leftOut = skip === undefined || skip === false ? undefined : String(skip);
    const outcome = leftOut === undefined ? type.slice('test:'.length) : 'left out';
    yield `${JSON.stringify({ file: basename(file), name, outcome, why: leftOut })}\n`;
  }
}
