import type { AppState } from '../../electron/shared/appState.ts';
import type {
  Answer,
  Bridge,
  CommandInput,
  CommandName,
  TopicValue,
} from '../../electron/shared/contract.ts';
import { shareEqual } from './shareEqual.ts';

/** What the window knows of main; replaced as a whole, never changed in place. */
export interface ClientView {
  phase: 'loading' | 'ready' | 'failed';
  state: AppState | null;
  /** Grows when rows were added or changed. */
  eventsRevision: number;
  /** Where main wants the window to be; `order` tells one wish from the next. */
  navigation: { order: number; target: TopicValue<'navigate'> } | null;
}

/** The window's end of the bridge: a mirror of main's state, and commands. */
export interface NotifierClient {
  read: () => ClientView;
  listen: (listener: () => void) => () => void;
  /** Never rejects: a bridge that breaks answers `failed`. */
  invoke<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Answer<Name>>;
  /** Fetches the state again after a failure. */
  reload(): void;
  start(): () => void;
}

export function createClient(bridge: Bridge | undefined): NotifierClient {
  const listeners = new Set<() => void>();
  let view: ClientView = { phase: 'loading', state: null, eventsRevision: 0, navigation: null };
  let stateRevision = -1;
  let running = 0;

  function change(next: Partial<ClientView>): void {
    view = { ...view, ...next };
    for (const listener of listeners) listener();
  }

  function take(snapshot: TopicValue<'state'>): void {
    // The topic and the first fetch cross each other: only the later of the two counts.
    if (snapshot.revision <= stateRevision) return;
    stateRevision = snapshot.revision;
    change({ phase: 'ready', state: shareEqual<AppState | null>(view.state, snapshot.value) });
  }

  async function invoke<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<Answer<Name>> {
    if (bridge === undefined) return { ok: false, error: 'failed' };
    try {
      return await bridge.invoke(name, input);
    } catch {
      // Main went away in the middle of it; the caller shows the same words as for any failure.
      return { ok: false, error: 'failed' };
    }
  }

  async function fetchState(run: number): Promise<void> {
    const answer = await invoke('state.get', null);
    if (run !== running) return;
    if (answer.ok) take(answer.value);
    else if (view.state === null) change({ phase: 'failed' });
  }

  return {
    read: () => view,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    invoke,
    reload() {
      change({ phase: view.state === null ? 'loading' : 'ready' });
      void fetchState(running);
    },
    start() {
      running += 1;
      const run = running;
      const stops =
        bridge === undefined
          ? []
          : [
              bridge.subscribe('state', take),
              bridge.subscribe('events', ({ revision }) => {
                if (revision > view.eventsRevision) change({ eventsRevision: revision });
              }),
              bridge.subscribe('navigate', (target) =>
                change({ navigation: { order: (view.navigation?.order ?? 0) + 1, target } }),
              ),
            ];
      void fetchState(run);
      return () => {
        running += 1;
        for (const stop of stops) stop();
      };
    },
  };
}
