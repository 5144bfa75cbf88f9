import { Bell, Hourglass, Radio, Settings2, type LucideIcon } from 'lucide-react';
import type { TopicValue } from '../../../electron/shared/contract.ts';
import type { AppState } from '../../../electron/shared/appState.ts';
import { listeningText, summariseListening } from '../../../electron/shared/listening.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { joinClasses } from '../../ui/joinClasses.ts';
import { ListeningGlyph, listeningShape } from '../../ui/ListeningGlyph.tsx';
import { plainName, RemoteText } from '../../ui/RemoteText.tsx';
import { PauseMenu } from '../quiet/PauseMenu.tsx';
import classes from './Rail.module.css';

export type PageName = Extract<TopicValue<'navigate'>, { to: 'page' }>['page'];

const entries: { page: PageName; glyph: LucideIcon }[] = [
  { page: 'events', glyph: Bell },
  { page: 'waiting', glyph: Hourglass },
  { page: 'lines', glyph: Radio },
  { page: 'settings', glyph: Settings2 },
];

/** The way to every page, and at its foot the answer to "am I being listened for?". */
export function Rail({ page, onGo }: { page: PageName; onGo: (page: PageName) => void }) {
  const state = useAppState();
  // As in the tray: those that only wait for a colleague are not counted.
  const needed = state.waiting.filter((chat) => chat.escalates).length;
  const translate = useTranslate();
  const listening = summariseListening(state);
  const words = listeningText(listening, translate);
  const account = accountTitle(state, translate);
  const counts: Record<PageName, { shown: string; spoken: string } | null> = {
    events:
      state.unread === 0
        ? null
        : {
            shown: state.unread > 999 ? '999+' : String(state.unread),
            spoken: translate('rail.unread', { count: state.unread }),
          },
    waiting:
      needed === 0
        ? null
        : {
            shown: needed > 999 ? '999+' : String(needed),
            spoken: translate('rail.waiting', { count: needed }),
          },
    lines:
      listening.total === 0 || listening.live === listening.total
        ? null
        : {
            shown: `${listening.live}/${listening.total}`,
            spoken: translate('rail.live', { live: listening.live, total: listening.total }),
          },
    settings: null,
  };
  return (
    <nav className={classes.rail} aria-label={translate('page.navigation')}>
      <ul className={classes.pages}>
        {entries.map(({ page: target, glyph: Glyph }) => {
          const count = counts[target];
          return (
            <li key={target}>
              <button
                type="button"
                className={classes.entry}
                aria-current={page === target ? 'page' : undefined}
                title={translate(`page.${target}`)}
                onClick={() => onGo(target)}
              >
                <Glyph size={18} strokeWidth={1.75} aria-hidden="true" />
                <span className={classes.words}>{translate(`page.${target}`)}</span>
                {count !== null && (
                  <span className={joinClasses(classes.count, target !== 'events' && classes.countPartly)}>
                    <span aria-hidden="true">{count.shown}</span>
                    <span className="visuallyHidden">{count.spoken}</span>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      <div className={classes.bottom}>
        <PauseMenu />
        <button
          type="button"
          className={classes.foot}
          title={`${account}\n${words}`}
          onClick={() => onGo('lines')}
        >
          <ListeningGlyph shape={listeningShape(listening.status)} size={18} />
          <span className={classes.footWords}>
            <RemoteText text={account} className={classes.account} />
            <span className={classes.state}>{words}</span>
          </span>
        </button>
      </div>
    </nav>
  );
}

function accountTitle(state: AppState, translate: Translate): string {
  const [first] = state.accounts;
  if (first === undefined) return translate('app.name');
  return state.accounts.length === 1
    ? plainName(first.label)
    : translate('rail.accounts', { count: state.accounts.length });
}
