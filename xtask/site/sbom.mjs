// Writes what the shipped engines are made of, as CycloneDX 1.6: node sbom.mjs FOLDER. It ends with an error
// that names the crate where a licence is not among those that the project accepts.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that may be combined with ours (MIT) and ask for nothing but their text. */
const ACCEPTED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC0-1.0', 'ISC', 'MIT', 'Unicode-3.0', 'Unlicense', 'Zlib']);
/** What is shipped besides crates. */
const OTHERS = [
  { type: 'file', name: 'Newsreader', description: 'the reading face, as a subset', licenses: [{ license: { id: 'OFL-1.1' } }], externalReferences: [{ type: 'vcs', url: 'https://github.com/productiontype/Newsreader' }] },
  { type: 'data', name: 'Natural Earth', description: 'outlines of land and provinces, simplified', licenses: [{ license: { name: 'public domain' } }], externalReferences: [{ type: 'website', url: 'https://www.naturalearthdata.com/' }] },
];

const [folder] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('seeds/release.json', 'utf8'));
const features = ['--no-default-features', '--features', 'lesson,stage', '--filter-platform', 'wasm32-unknown-unknown'];
const { packages, resolve } = JSON.parse(execFileSync('cargo', ['metadata', '--format-version', '1', '--locked', ...features], { encoding: 'utf8', maxBuffer: 2 ** 28 }));
const byId = new Map(packages.map((one) => [one.id, one]));
const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
const sums = new Map([...readFileSync('Cargo.lock', 'utf8').matchAll(/name = "(.+)"\nversion = "(.+)"\n(?:source = .+\n)?(?:checksum = "(.+)"\n)?/g)].map(([, name, of, sum]) => [`${name}@${of}`, sum]));

/** Macros and build scripts run at build time and ship nothing. */
const isShipped = ({ targets }) => !targets.some(({ kind }) => kind.includes('proc-macro'));
const needed = (id) => nodes.get(id).deps.filter(({ dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null)).map(({ pkg }) => pkg).filter((pkg) => isShipped(byId.get(pkg)));

const root = packages.find(({ name }) => name === 'spring-surge').id;
const shipped = new Set([root]);
for (const id of shipped) for (const pkg of needed(id)) shipped.add(pkg);

/** Whether a licence expression can be met by accepted licences; the old `/` means `OR`. */
const isAccepted = (expression) => expression.replace(/[()]/g, '').replaceAll('/', ' OR ').split(' AND ').every((part) => part.split(' OR ').some((id) => ACCEPTED.has(id.trim())));

const purl = ({ name, version: of }) => `pkg:cargo/${name}@${of}`;
const component = (crate) => {
  const sum = sums.get(`${crate.name}@${crate.version}`);
  return {
    type: 'library',
    'bom-ref': purl(crate),
    name: crate.name,
    version: crate.version,
    purl: purl(crate),
    licenses: [{ expression: crate.license.replaceAll('/', ' OR ') }],
    ...(sum && { hashes: [{ alg: 'SHA-256', content: sum }] }),
  };
};

const crates = [...shipped].filter((id) => id !== root).map((id) => byId.get(id)).sort((a, b) => purl(a).localeCompare(purl(b)));
const refused = crates.filter(({ license }) => !license || !isAccepted(license));
if (refused.length) {
  console.error(refused.map(({ name, version: of, license }) => `${name} ${of}: the licence ${license ?? 'is missing'} is not among those accepted in xtask/site/sbom.mjs`).join('\n'));
  process.exit(1);
}
const self = byId.get(root);
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': 'spring-surge', name: self.name, version, licenses: [{ expression: self.license }] } },
  components: [...crates.map(component), ...OTHERS],
  dependencies: [...shipped].map((id) => ({ ref: id === root ? 'spring-surge' : purl(byId.get(id)), dependsOn: needed(id).map((pkg) => purl(byId.get(pkg))).sort() })).sort((a, b) => a.ref.localeCompare(b.ref)),
};
writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`);
