import { UserRound } from 'lucide-react';
import { useState } from 'react';
import type { AccountState, KeyStore } from '../../../electron/shared/appState.ts';
import { causeText } from '../../../electron/shared/eventText.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { listeningText, summariseListening } from '../../../electron/shared/listening.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { useFocusHandover } from '../../ui/focusHandover.ts';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { SettingToggle } from './controls.tsx';
import { Part } from './search.tsx';
import { SearchFold } from './SearchFold.tsx';
import { Section } from './Section.tsx';
import { SignInForm } from './SignInForm.tsx';
import classes from './SettingsPage.module.css';

const keyStoreWords: Record<KeyStore, MessageKey> = {
  unknown: 'settings.keyStoreUnknown',
  locked: 'strip.lockedSecrets',
  protected: 'settings.keyStoreProtected',
  plain: 'settings.keyStorePlain',
  memory: 'settings.keyStoreMemory',
};

/** Who is signed in, signing in, and how well the sign-in is kept. */
export function AccountSection() {
  const state = useAppState();
  const translate = useTranslate();
  const signedIn = state.accounts.some(({ status }) => status === 'signedIn');
  return (
    <Section name="account" title={translate('settings.account')}>
      <div className={classes.card}>
        {state.accounts.length > 0 && (
          <Part of="account.accounts">
            {state.accounts.map((account) => (
              <Account key={account.id} account={account} />
            ))}
          </Part>
        )}
        <Part of="account.signIn">
          <div className={classes.block}>
            {signedIn ? (
              <SearchFold title={translate('settings.addAccount')}>
                <div className={classes.folded}>
                  <SignInForm />
                </div>
              </SearchFold>
            ) : (
              <SignInForm />
            )}
          </div>
        </Part>
        <Part of="account.keyStore">
          <div className={classes.block}>
            <p className={classes.note}>{translate(keyStoreWords[state.keyStore])}</p>
            {(state.keyStore === 'memory' || state.keyStore === 'plain') && <AllowPlain />}
          </div>
        </Part>
      </div>
    </Section>
  );
}

function Account({ account }: { account: AccountState }) {
  const client = useClient();
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const asked = useFocusHandover(({ box }) => [box?.querySelector('button')]);
  const signedOut = useFocusHandover(() => []);
  const signedIn = account.status === 'signedIn';
  const state = signedIn
    ? listeningText(summariseListening({ accounts: [account] }), translate)
    : account.signedOutCause === null
      ? translate('settings.signedOut')
      : translate('strip.signedOutWhy', { cause: causeText(account.signedOutCause, translate) });
  return (
    <div className={classes.block}>
      <div className={classes.account}>
        <UserRound size={18} strokeWidth={1.75} aria-hidden="true" />
        <div className={classes.accountWords}>
          <RemoteText text={account.label} className={classes.strong} />
          <p className={classes.note}>{state}</p>
        </div>
        {signedIn && (
          <Button ref={signedOut} aria-expanded={asking} onPress={() => setAsking(!asking)}>
            {translate('settings.signOut')}
          </Button>
        )}
      </div>
      {signedIn && asking && (
        <div ref={asked} className={classes.sure}>
          <p>{translate('settings.signOutSure')}</p>
          <div className={classes.actions}>
            <Button
              look="primary"
              onPress={() => {
                setAsking(false);
                void client.invoke('account.signOut', { accountId: account.id });
              }}
            >
              {translate('settings.signOutYes')}
            </Button>
            <Button onPress={() => setAsking(false)}>{translate('common.cancel')}</Button>
          </div>
        </div>
      )}
    </div>
  );
}

function AllowPlain() {
  const { settings } = useAppState();
  const translate = useTranslate();
  return (
    <SettingToggle
      path="allowPlainSecrets"
      label={translate('settings.allowPlain')}
      isSelected={settings.allowPlainSecrets}
      note={translate('settings.allowPlainWhat')}
    />
  );
}
