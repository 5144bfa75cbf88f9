import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { removeAtEnd } from '../../support/desktop/cleanUp.ts';
import type { Person } from '../../support/desktop/desktopEnvironment.ts';
import { giveTo } from '../../support/desktop/desktopParts.ts';
import { killAll, processesOfUser, signalTo } from './processes.ts';

export const isRoot = process.getuid?.() === 0;

/** An ordinary user with an empty home. */
export interface Account extends Person {
  /** Ends what they left running and takes them out of the system. */
  remove(): Promise<void>;
}

/** Makes a user of this computer where we may; otherwise it is we ourselves, with another home. */
export function makeAccount(): Account {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-person-'));
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  return isRoot ? newAccount(folder, home) : ownAccount(folder, home);
}

function ownAccount(folder: string, home: string): Account {
  const { username, uid, gid } = userInfo();
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const forget = removeAtEnd(removeFolder);
  return {
    name: username,
    uid,
    gid,
    home,
    async remove() {
      removeFolder();
      forget();
    },
  };
}

/** Synchronous: there is no time for more when the tests are interrupted. */
function administrate(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function newAccount(folder: string, home: string): Account {
  const name = `chatapp-test-${process.pid}`;
  administrate('useradd', '--home-dir', home, '--no-create-home', '--shell', '/usr/sbin/nologin', name);
  const uid = Number(administrate('id', '-u', name));
  const gid = Number(administrate('id', '-g', name));
  const leave = (): void => {
    administrate('userdel', '--force', name);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const forget = removeAtEnd(() => {
    for (const pid of processesOfUser(uid)) signalTo(pid, 'SIGKILL');
    leave();
  });
  const account: Account = {
    name,
    uid,
    gid,
    home,
    async remove() {
      await killAll(() => processesOfUser(uid));
      leave();
      forget();
    },
  };
  giveTo(account, folder);
  return account;
}
