import { packageApp } from '../package/package.mjs';
import { installNodePackages } from './steps/nodePackages.mjs';
import { checkNodeVersion } from './steps/nodeVersion.mjs';
import { buildApp } from './steps/builtApp.mjs';
import { installSystemPackages } from './steps/systemPackages.mjs';
import { findElectronRuntime } from './electronRuntime.mjs';
import { runScript, startApp } from './tasks/app.mjs';
import { packForTests } from './tasks/installed.mjs';
import { runChecks } from './tasks/check.mjs';
import { chooseSuites, runTests } from './tasks/test.mjs';
import { complain, say, SetupError } from './terminal.mjs';

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<number>>>} */
const tasks = {
  async demo(args) {
    await prepareApp();
    return runScript('test/demo/demo.ts', args);
  },
  async pictures(args) {
    await prepareApp();
    return runScript('test/pictures/pictures.ts', args);
  },
  async bench(args) {
    await prepareDesktop();
    return runScript('test/bench/bench.ts', args);
  },
  async soak(args) {
    await prepareDesktop();
    return runScript('test/soak/soak.ts', args);
  },
  async start(args) {
    return startApp(await prepareApp(), args);
  },
  async package(args) {
    await installSystemPackages({ desktop: false, packing: true });
    const electron = await findElectronRuntime();
    say(`Electron ${electron.version} (${electron.why})`);
    await buildApp();
    return packageApp(args, electron);
  },
  async simulator(args) {
    return runScript('test/simulator/cli.ts', args);
  },
  async check() {
    return runChecks();
  },
  // The long form of a suite: as many as by hand, where the suite itself does as many as there is time for.
  async kill(args) {
    process.env['CHATAPP_NOTIFIER_KILLS'] = countFrom(args, '--kills', 200);
    return runTests({ suites: ['kill'], rest: [] }, preparations);
  },
  async fuzz(args) {
    process.env['CHATAPP_NOTIFIER_FUZZ_FRAMES'] = countFrom(args, '--frames', 1_000_000);
    return runTests({ suites: ['fuzz'], rest: [] }, preparations);
  },
  async test(args) {
    return runTests(chooseSuites(args), preparations);
  },
  // For .ci/run and for whoever wants everything in place before going offline.
  async setup() {
    await installSystemPackages({ desktop: true });
    await prepareElectron();
    return 0;
  },
};

/** @type {import('./tasks/test.mjs').Preparations} */
const preparations = {
  desktop: prepareDesktop,
  kill: prepareDesktop,
  soak: prepareDesktop,
  bench: prepareDesktop,
  async installed(folder) {
    await installSystemPackages({ desktop: true, packing: true, installed: true });
    const electron = await findElectronRuntime();
    await buildApp();
    return packForTests(electron, folder);
  },
};

/**
 * @param {readonly string[]} args
 * @param {string} flag
 * @param {number} usual
 * @returns {string} a whole number
 */
function countFrom(args, flag, usual) {
  const [name, value = String(usual), ...more] = args;
  if ((name !== undefined && name !== flag) || !/^[1-9]\d{0,9}$/.test(value) || more.length > 0)
    throw new SetupError(`the only argument is ${flag} with a whole number`);
  return value;
}

/** A private desktop, and the app that was built for it. */
async function prepareDesktop() {
  await installSystemPackages({ desktop: true });
  await prepareElectron();
  await buildApp();
  return {};
}

/** Everything the app itself needs to run on the screen there is, or else on a private one. */
async function prepareApp() {
  const hasScreen = (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  await installSystemPackages({ desktop: !hasScreen });
  const executable = await prepareElectron();
  await buildApp();
  return executable;
}

async function prepareElectron() {
  const { executable, version, why } = await findElectronRuntime();
  say(`Electron ${version} (${why})`);
  return executable;
}

/** @returns {Promise<number>} exit code */
async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  try {
    if (task === undefined) {
      throw new SetupError(`usage: node build/setup/run.mjs <${Object.keys(tasks).join(' | ')}> [arguments]`);
    }
    checkNodeVersion();
    await installNodePackages();
    return await task(args);
  } catch (problem) {
    if (!(problem instanceof SetupError)) throw problem;
    complain(`\n${problem.message}`);
    // Whoever runs the tests reads the last line.
    if (name === 'test') say('0 passed, 1 failed');
    return 1;
  }
}

process.exitCode = await main();
