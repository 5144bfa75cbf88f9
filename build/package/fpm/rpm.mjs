import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program.mjs';

/** @typedef {import('./arguments.mjs').Wanted} Wanted */
/** @typedef {import('./stage.mjs').Staged} Staged */

/** @type {Readonly<Record<string, string>>} */
const payloads = {
  xz: 'w6.xzdio',
  xzmt: 'w6T0.xzdio',
  gzip: 'w6.gzdio',
  bzip2: 'w9.bzdio',
  zstd: 'w19.zstdio',
  none: 'w0.gzdio',
};
/** @type {Readonly<Record<string, string>>} */
const architectures = { amd64: 'x86_64', x64: 'x86_64', arm64: 'aarch64' };
/** @type {Readonly<Record<string, keyof Wanted['scripts']>>} */
const sections = {
  pre: 'before-install',
  post: 'after-install',
  preun: 'before-remove',
  postun: 'after-remove',
};
/** Folders of the system: a package that owned them would take them along when it goes. */
const shared =
  /^(opt|usr(\/(bin|share(\/(applications|metainfo|doc|mime(\/packages)?|icons(\/hicolor(\/[^/]+(\/apps)?)?)?))?))?)$/;

/**
 * @param {Wanted} wanted
 * @param {Staged} staged
 * @param {string} scratch
 */
export function buildRpm(wanted, staged, scratch) {
  const payload = payloads[wanted.compression === '' ? 'xzmt' : wanted.compression];
  if (payload === undefined)
    throw new Error(`fpm stand-in: --rpm-compression ${wanted.compression} is not known`);
  const spec = join(scratch, 'package.spec');
  writeFileSync(spec, specText(wanted, staged));
  const defines = {
    _topdir: scratch,
    _rpmdir: join(scratch, 'made'),
    _tmppath: scratch,
    _binary_payload: payload,
    _build_id_links: 'none',
    _build_name_fmt: 'made.rpm',
    // Electron's programs are not to be stripped, compressed or looked into.
    __os_install_post: '%{nil}',
    debug_package: '%{nil}',
  };
  const architecture = architectures[wanted.architecture] ?? wanted.architecture;
  runProgram(
    'rpmbuild',
    [
      '-bb',
      '--quiet',
      '--target',
      `${architecture}-unknown-linux`,
      '--buildroot',
      join(scratch, 'buildroot'),
      ...Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`]),
      ...wanted.defines.flatMap((define) => ['--define', define]),
      spec,
    ],
    'rpm',
  );
  rmSync(wanted.output, { force: true });
  copyFileSync(join(scratch, 'made', 'made.rpm'), wanted.output);
}

/**
 * @param {Wanted} wanted
 * @param {Staged} staged
 */
function specText(wanted, staged) {
  const scripts = Object.entries(sections).map(([section, option]) => {
    const file = wanted.scripts[option];
    return file === undefined ? '' : `%${section} -p /bin/bash\n${plain(readFileSync(file, 'utf8'))}\n`;
  });
  const own = staged.folders.filter((name) => !shared.test(name));
  const summary = wanted.summary === '' ? (wanted.description.split('\n')[0] ?? wanted.name) : wanted.summary;
  return `Name: ${wanted.name}
Version: ${wanted.version.replaceAll('-', '~')}
Release: ${wanted.iteration === '' ? '1' : wanted.iteration}
Summary: ${plain(summary)}
License: ${wanted.licence === '' ? 'unknown' : wanted.licence}
${wanted.vendor === '' ? '' : `Vendor: ${plain(wanted.vendor)}\n`}URL: ${wanted.url}
Packager: ${plain(wanted.maintainer)}
AutoReqProv: no
${wanted.depends.map((name) => `Requires: ${name}\n`).join('')}
%description
${plain(wanted.description)}

${scripts.join('\n')}
%install
rm -rf %{buildroot}
mv "${staged.root}" %{buildroot}

%files
%defattr(-,root,root,-)
${own.map((name) => `%dir "/${name}"\n`).join('')}${staged.files.map((name) => `"/${name}"\n`).join('')}`;
}

/**
 * Percent signs begin macros.
 * @param {string} text
 */
function plain(text) {
  return text.replaceAll('%', '%%');
}
