import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { pages } from '../electron/shared/contract.ts';
import { chooseLanguage } from '../electron/shared/messages/translate.ts';
import { Announcer } from './features/events/Announcer.tsx';
import { EventsPage, type Wanted } from './features/events/EventsPage.tsx';
import { noFilter } from './features/events/filter/listFilter.ts';
import { eventsSession, resumeSession } from './features/events/session.ts';
import { Rail, type PageName } from './features/frame/Rail.tsx';
import { TroubleStrip } from './features/frame/TroubleStrip.tsx';
import { LinesPage } from './features/lines/LinesPage.tsx';
import { QuietStrip } from './features/quiet/QuietStrip.tsx';
import { SettingsPage, type SettingsPlace } from './features/settings/SettingsPage.tsx';
import { WaitingPage } from './features/waiting/WaitingPage.tsx';
import { resumeProgress } from './features/welcome/progress.ts';
import { SampleProvider, SampleStrip } from './features/welcome/Sample.tsx';
import { WelcomePage } from './features/welcome/WelcomePage.tsx';
import type { NotifierClient } from './state/client.ts';
import {
  ClientProvider,
  LanguageProvider,
  useAppState,
  useClient,
  useClientView,
  useTranslate,
} from './state/clientContext.tsx';
import { DraftsProvider } from './state/drafts.tsx';
import { MemoryProvider, useMemory } from './state/memoryContext.tsx';
import { usePageSettings } from './state/usePageSettings.ts';
import { Button } from './ui/Button.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { Message } from './ui/Message.tsx';
import { Skeleton } from './ui/Skeleton.tsx';
import classes from './App.module.css';

export interface AppProps {
  client: NotifierClient;
  /** Loads the page anew, for when drawing it broke. */
  reload: () => void;
}

export function App({ client, reload }: AppProps) {
  return (
    <ClientProvider client={client}>
      <Spoken reload={reload} />
    </ClientProvider>
  );
}

/** Chooses the language; before main has said which, the browser's. */
function Spoken({ reload }: { reload: () => void }) {
  const { state } = useClientView();
  usePageSettings(state);
  const language = state?.language ?? chooseLanguage('system', navigator.languages);
  return (
    <I18nProvider locale={language}>
      <LanguageProvider language={language}>
        <ErrorBoundary fallback={<Crash reload={reload} />}>
          <Window reload={reload} />
        </ErrorBoundary>
      </LanguageProvider>
    </I18nProvider>
  );
}

function Window({ reload }: { reload: () => void }) {
  const client = useClient();
  const translate = useTranslate();
  const { phase, state } = useClientView();
  const loading = <Skeleton rows={6} label={translate('list.loading')} />;
  if (state !== null) {
    return (
      <MemoryProvider waiting={loading}>
        <Frame reload={reload} />
      </MemoryProvider>
    );
  }
  if (phase === 'loading') return loading;
  return (
    <Message
      alert
      title={translate('failure.load')}
      action={<Button onPress={() => client.reload()}>{translate('common.tryAgain')}</Button>}
    >
      {translate('failure.loadWhat')}
    </Message>
  );
}

function Crash({ reload }: { reload: () => void }) {
  const client = useClient();
  const translate = useTranslate();
  // What broke may be what was shown: the next window must not begin with it.
  useEffect(() => {
    eventsSession(client).keep({ filter: noFilter, openKey: null, top: null, feed: null });
  }, [client]);
  return (
    <Message
      alert
      title={translate('failure.crash')}
      action={
        <Button look="primary" onPress={reload}>
          {translate('failure.reload')}
        </Button>
      }
    >
      {translate('failure.crashWhat')}
    </Message>
  );
}

function Frame({ reload }: { reload: () => void }) {
  const state = useAppState();
  const client = useClient();
  const memory = useMemory();
  // Before the events page is drawn for the first time: it begins with what the session holds.
  useState(() => resumeSession(client, memory));
  const { navigation } = useClientView();
  const first =
    state.keyStore !== 'locked' && state.accounts.length === 0 && state.settings.server.channels.length === 0;
  // Settings are an errand: who comes back wants to see who needs them.
  const [page, setPage] = useState(
    () => pages.find((one) => one === memory.before.page && one !== 'settings') ?? 'events',
  );
  const [wanted, setWanted] = useState<{ what: Wanted; order: number } | null>(null);
  const [place, setPlace] = useState<SettingsPlace | null>(null);
  const [progress, setProgress] = useState(() => resumeProgress(memory.before.welcome));
  /** Whether somebody looks around among invented rows. */
  const [sampling, setSampling] = useState(false);
  useEffect(() => {
    if (!sampling) memory.note({ page });
  }, [memory, page, sampling]);
  /** The first day ends when its list is left by its own door, not at the moment of signing in. */
  const [welcoming, setWelcoming] = useState(first || memory.before.welcome !== null);
  useEffect(() => {
    const { done, skipped } = progress;
    memory.note({ welcome: welcoming ? { done: [...done], skipped: [...skipped] } : null });
  }, [memory, welcoming, progress]);
  if (first && !welcoming) setWelcoming(true);
  if (!first && sampling) setSampling(false);

  const go = (target: PageName): void => {
    setPage(target);
    setWanted(null);
    setPlace(null);
  };
  const want = (what: Wanted): void => {
    setPage('events');
    setWanted((before) => ({ what, order: (before?.order ?? 0) + 1 }));
  };
  const goToSettings = (target: SettingsPlace): void => {
    go('settings');
    setPlace(target);
  };
  const goToAccount = (): void => goToSettings({ section: 'account' });
  /** Main's wish is followed once; after that the page is where its reader puts it. */
  const [followed, setFollowed] = useState(0);
  if (navigation !== null && navigation.order !== followed) {
    setFollowed(navigation.order);
    if (navigation.target.to === 'page') go(navigation.target.page);
    else {
      setSampling(false);
      setWelcoming(false);
      want(navigation.target);
    }
  }

  const welcome = welcoming && !sampling && page === 'events' && wanted === null;
  const leaveSample = (): void => {
    setSampling(false);
    setProgress((before) => ({ ...before, open: null }));
    go('events');
  };
  return (
    <div className={classes.frame}>
      <Rail page={page} onGo={go} />
      <div className={classes.column}>
        <TroubleStrip onSettings={goToAccount} inSettings={page === 'settings'} />
        <QuietStrip onSettings={() => goToSettings({ section: 'quiet' })} />
        {sampling && (page === 'events' || page === 'waiting') && <SampleStrip onLeave={leaveSample} />}
        <main className={classes.page}>
          <ErrorBoundary key={page} fallback={<Crash reload={reload} />}>
            {welcome && (
              <WelcomePage
                progress={progress}
                onProgress={setProgress}
                onOwnShifts={() => goToSettings({ section: 'shifts' })}
                onShowEvents={() => setWelcoming(false)}
                onLookAround={() => setSampling(true)}
              />
            )}
            <SampleProvider isOn={sampling}>
              <DraftsProvider isSample={sampling}>
                {!welcome && page === 'events' && (
                  <EventsPage
                    key={sampling ? 'sample' : 'real'}
                    wanted={wanted}
                    onShowLines={() => go('lines')}
                    onShowRule={(ruleId) => goToSettings({ section: 'rules', ruleId })}
                  />
                )}
                {page === 'waiting' && (
                  <WaitingPage
                    key={sampling ? 'sample' : 'real'}
                    onOpen={(key) => want({ to: 'event', key })}
                    onSignIn={goToAccount}
                  />
                )}
              </DraftsProvider>
            </SampleProvider>
            {page === 'lines' && <LinesPage onSignIn={goToAccount} />}
            {page === 'settings' && <SettingsPage place={place} />}
          </ErrorBoundary>
        </main>
      </div>
      <Announcer />
    </div>
  );
}
