// A reporter of node:test that writes a line of JSON for each test: file, name, outcome and why it was left out; and one
// for each thing that a test counted, which it says as a diagnostic `counted: …`.
import { basename } from 'node:path';

const COUNTED = 'counted: ';

export default async function* eachTest(source) {
  for await (const { type, data } of source) {
    if (type === 'test:diagnostic' && data.file && data.message.startsWith(COUNTED)) {
      yield `${JSON.stringify({ file: basename(data.file), counted: data.message.slice(COUNTED.length) })}\n`;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const { name, file, skip } = data;
    // A file that ends early is reported by its own name.
    if (!file) continue;
    const leftOut = skip === undefined || skip === false ? undefined : String(skip);
    const outcome = leftOut === undefined ? type.slice('test:'.length) : 'left out';
    yield `${JSON.stringify({ file: basename(file), name, outcome, why: leftOut })}\n`;
  }
}
