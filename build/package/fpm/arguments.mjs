/**
 * @typedef {object} Wanted
 * @property {'deb' | 'rpm'} target
 * @property {string} output the package to be written
 * @property {string} name
 * @property {string} version
 * @property {string} iteration empty for none
 * @property {string} architecture in the words of the target
 * @property {string} maintainer
 * @property {string} vendor
 * @property {string} url
 * @property {string} licence
 * @property {string} category
 * @property {string} summary
 * @property {string} description
 * @property {string} compression
 * @property {readonly string[]} depends
 * @property {readonly string[]} recommends
 * @property {readonly string[]} suggests
 * @property {readonly string[]} conflicts
 * @property {readonly string[]} replaces
 * @property {readonly string[]} provides
 * @property {readonly string[]} defines for rpmbuild
 * @property {Readonly<Record<'before-install' | 'after-install' | 'before-remove' | 'after-remove', string | undefined>>} scripts paths
 * @property {readonly string[]} inputs as `from=to`
 */

const switches = new Set(['--force', '-f', '--debug', '--verbose']);
/** @type {Readonly<Record<string, string>>} */
const shortNames = {
  '-s': 'source',
  '-t': 'target',
  '-n': 'name',
  '-v': 'version',
  '-a': 'architecture',
  '-m': 'maintainer',
  '-p': 'package',
  '-d': 'depends',
};
const lists = [
  'depends',
  'deb-recommends',
  'deb-suggests',
  'conflicts',
  'provides',
  'replaces',
  'rpm-rpmbuild-define',
];
const single = [
  ...[
    'source',
    'target',
    'name',
    'version',
    'architecture',
    'maintainer',
    'package',
    'vendor',
    'url',
    'category',
  ],
  ...['license', 'iteration', 'description', 'deb-priority', 'deb-compression', 'log'],
  ...['rpm-summary', 'rpm-os', 'rpm-compression'],
  ...['before-install', 'after-install', 'before-remove', 'after-remove'],
];

/**
 * @param {readonly string[]} argv
 * @returns {Wanted}
 */
export function readArguments(argv) {
  /** @type {Map<string, string[]>} */
  const given = new Map();
  /** @type {string[]} */
  const inputs = [];
  const left = [...argv];
  for (let argument = left.shift(); argument !== undefined; argument = left.shift()) {
    if (switches.has(argument)) continue;
    if (!argument.startsWith('-')) {
      inputs.push(argument);
      continue;
    }
    const equals = argument.startsWith('--') ? argument.indexOf('=') : -1;
    const option = equals < 0 ? argument : argument.slice(0, equals);
    const name = shortNames[option] ?? option.replace(/^--/, '');
    if (!lists.includes(name) && !single.includes(name))
      throw new Error(`fpm stand-in: ${option} is not known`);
    const value = equals < 0 ? left.shift() : argument.slice(equals + 1);
    if (value === undefined) throw new Error(`fpm stand-in: ${option} has no value`);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return wantedFrom(given, inputs);
}

/**
 * @param {ReadonlyMap<string, readonly string[]>} given
 * @param {readonly string[]} inputs
 * @returns {Wanted}
 */
function wantedFrom(given, inputs) {
  /** @param {string} name */
  const all = (name) => given.get(name) ?? [];
  /** @param {string} name */
  const one = (name) => all(name).at(-1) ?? '';
  const target = one('target');
  if (one('source') !== 'dir' || (target !== 'deb' && target !== 'rpm'))
    throw new Error(`fpm stand-in: only -s dir with -t deb or rpm, not ${one('source')} and ${target}`);
  for (const name of ['name', 'version', 'architecture', 'package', 'maintainer', 'description'])
    if (one(name) === '') throw new Error(`fpm stand-in: --${name} is missing`);
  /** @param {string} name */
  const script = (name) => all(name).at(-1);
  return {
    target,
    output: one('package'),
    name: one('name'),
    version: one('version'),
    iteration: one('iteration'),
    architecture: one('architecture'),
    maintainer: one('maintainer'),
    vendor: one('vendor'),
    url: one('url'),
    licence: one('license'),
    category: one('category'),
    summary: one('rpm-summary'),
    description: one('description').trim(),
    compression: one(`${target}-compression`),
    depends: all('depends'),
    recommends: all('deb-recommends'),
    suggests: all('deb-suggests'),
    conflicts: all('conflicts'),
    replaces: all('replaces'),
    provides: all('provides'),
    defines: all('rpm-rpmbuild-define'),
    scripts: {
      'before-install': script('before-install'),
      'after-install': script('after-install'),
      'before-remove': script('before-remove'),
      'after-remove': script('after-remove'),
    },
    inputs,
  };
}
