import Store from 'electron-store';
import type { Toaster } from '../core/ports.ts';
import type { Translate } from '../shared/messages/translate.ts';

export const trayHintId = 'still running';

/** Says once in a lifetime that a closed window is no closed app. */
export function createTrayHint(parts: {
  folder: string;
  toaster: Toaster;
  translate: () => Translate;
  /** Where there is no tray, closing minimises, and there is nothing to say. */
  hasTray: () => boolean;
  onError: (error: unknown) => void;
}): () => void {
  let told: boolean | null = null;
  return () => {
    if (!parts.hasTray()) return;
    void tell().catch(parts.onError);
  };

  async function tell(): Promise<void> {
    const store = new Store({ name: 'hints', cwd: parts.folder, clearInvalidConfig: true });
    told ??= store.get('trayTold') === true;
    if (told) return;
    told = true;
    // Before it is shown: an app that ends meanwhile must not say it again.
    store.set('trayTold', true);
    const translate = parts.translate();
    const { result } = await parts.toaster.show({
      id: trayHintId,
      title: translate('toast.stillRunningTitle'),
      body: translate('toast.stillRunningBody'),
      footer: '',
      openLabel: translate('toast.open'),
      buttons: [],
      reply: null,
      urgency: 'low',
      again: true,
      link: null,
    });
    // Nobody has shown it. `failed` is also what an app that ends meanwhile hears of one that was shown.
    if (result === 'noService' || result === 'refused') store.delete('trayTold');
  }
}
