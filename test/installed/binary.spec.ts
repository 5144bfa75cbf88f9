import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { giveTo } from '../support/desktop/desktopParts.ts';
import { windowView } from '../support/windowView.ts';
import { expect, test } from './fixtures.ts';
import { readFuses } from './support/fuseWire.ts';
import { versionOf } from './support/packages.ts';
import { listeningPorts, signalTo } from './support/processes.ts';
import { productNames } from './support/product.ts';

/** The program as it is shipped: nobody makes a Node of it, debugs it, or puts another app into its place. */

for (const productName of productNames) {
  test.describe(productName, () => {
    test.use({ productName });

    test('its fuses are those that were asked for', ({ product }) => {
      expect(readFuses(product.executable)).toEqual({
        runAsNode: 'off',
        cookieEncryption: 'on',
        nodeOptionsEnvironmentVariable: 'off',
        nodeCliInspectArguments: 'off',
        // Asked for on every system; on Linux Electron has nothing that reads it, and an edited archive would start.
        embeddedAsarIntegrityValidation: 'on',
        onlyLoadAppFromAsar: 'on',
        loadBrowserProcessSpecificV8Snapshot: 'off',
        grantFileProtocolExtraPrivileges: 'off',
      });
    });
  });
}

test.describe('unpacked', () => {
  test.use({ productName: 'unpacked' });

  test('ELECTRON_RUN_AS_NODE and NODE_OPTIONS make nothing else of it', async ({
    session,
    product,
    person,
  }) => {
    const script = join(person.home, 'other.cjs');
    writeFileSync(script, 'process.stdout.write("other code\\n"); process.exit(0);');
    giveTo(person, person.home);
    const { stdout: asNode } = await session.run('env', [
      'ELECTRON_RUN_AS_NODE=1',
      product.command,
      script,
      '--version',
    ]);
    expect(asNode).toBe(`${versionOf('this')}\n`);
    const options = [`NODE_OPTIONS=--require=${script}`, product.command, '--version'];
    const { stdout: withOptions } = await session.run('env', options);
    expect(withOptions).toBe(`${versionOf('this')}\n`);
    rmSync(script);
  });

  test('no debugger gets in: not by flag, by signal or by environment', async ({ session, product }) => {
    const flags = ['--inspect=0', '--inspect-brk=0', '--inspect-port=0'];
    const app = await session.drive([product.command, ...flags], { NODE_OPTIONS: '--inspect=0' });
    await expect(windowView(await app.page()).drawn()).toBeVisible();
    // What the tests themselves look through is the only place that listens.
    const own = Number(/DevTools listening on ws:\/\/[^/]*:(\d+)/.exec(app.output())?.[1]);
    expect(listeningPorts(app.pid)).toEqual([own]);
    // Node opens its debugger at this signal; where that is off, it is an ordinary signal, which ends a program.
    signalTo(app.pid, 'SIGUSR1');
    expect(await app.exit()).toEqual([null, 'SIGUSR1']);
    expect(app.output()).not.toContain('Debugger listening');
  });

  test('another app in the place of its archive is not started', async ({ session, product, person }) => {
    const resources = join(dirname(product.executable), 'resources');
    const archive = join(resources, 'app.asar');
    const other = join(resources, 'app');
    mkdirSync(other);
    writeFileSync(join(other, 'package.json'), '{"name":"other","version":"9.9.9","main":"main.js"}');
    writeFileSync(join(other, 'main.js'), 'process.stdout.write("other app\\n"); process.exit(0);');
    giveTo(person, other);
    renameSync(archive, `${archive}.aside`);
    try {
      const { code, stdout } = await session.run(product.command, ['--version']);
      expect(stdout).toBe('');
      expect(code).not.toBe(0);
    } finally {
      renameSync(`${archive}.aside`, archive);
      rmSync(other, { recursive: true });
    }
  });
});
