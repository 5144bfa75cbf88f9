import { CircleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { SignInResult } from '../../../electron/shared/contract.ts';
import { causeAdvice, causeText } from '../../../electron/shared/eventText.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Segments } from '../../ui/choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { CauseDetail } from '../../ui/Fold.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import classes from './SignInForm.module.css';

type Way = 'password' | 'tokens';
type Name = 'email' | 'password' | 'appId' | 'accessToken' | 'refreshToken';
const empty: Record<Name, string> = { email: '', password: '', appId: '', accessToken: '', refreshToken: '' };

/** Signs an account in. Secrets leave the page as soon as ChatApp has taken them. */
export function SignInForm({ onDone }: { onDone?: () => void }) {
  const client = useClient();
  const translate = useTranslate();
  const [way, setWay] = useState<Way>('password');
  const [values, setValues] = useState(empty);
  const [missing, setMissing] = useState<Partial<Record<Name, MessageKey>>>({});
  const [outcome, setOutcome] = useState<SignInResult | 'failedApp' | null>(null);
  const [working, setWorking] = useState(false);

  const field = (name: Name) => ({
    value: values[name],
    onChange: (value: string) => {
      setValues((old) => ({ ...old, [name]: value }));
      setMissing((old) => ({ ...old, [name]: undefined }));
    },
    error: missing[name] === undefined ? null : translate(missing[name]),
    isDisabled: working,
  });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (working) return;
    const lacking = way === 'password' ? passwordGaps(values) : tokenGaps(values);
    setMissing(lacking);
    setOutcome(null);
    if (Object.keys(lacking).length > 0) return;
    setWorking(true);
    const answer =
      way === 'password'
        ? await client.invoke('account.signIn', {
            email: values.email.trim(),
            password: values.password.trim(),
            appId: values.appId.trim(),
          })
        : await client.invoke('account.useTokens', {
            accessToken: values.accessToken.trim(),
            refreshToken: values.refreshToken.trim() === '' ? null : values.refreshToken.trim(),
          });
    setWorking(false);
    if (answer.ok && answer.value.result === 'ok') {
      setValues(empty);
      onDone?.();
      return;
    }
    if (answer.ok) setOutcome(answer.value);
    else if (answer.error === 'invalid' && way === 'password') setMissing({ email: 'signIn.emailMissing' });
    else setOutcome('failedApp');
  };

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <Segments
        label={translate('signIn.submit')}
        value={way}
        onChange={(next) => {
          setWay(next);
          setOutcome(null);
          setMissing({});
        }}
        choices={[
          { value: 'password', label: translate('signIn.byPassword') },
          { value: 'tokens', label: translate('signIn.byTokens') },
        ]}
      />
      {way === 'password' ? (
        <>
          <Field label={translate('signIn.email')} type="email" autoComplete="username" {...field('email')} />
          <div className={classes.pair}>
            <Field
              label={translate('signIn.password')}
              type="password"
              autoComplete="current-password"
              {...field('password')}
            />
            <Field label={translate('signIn.appId')} autoComplete="off" {...field('appId')} />
          </div>
          <p className={classes.where}>{translate('signIn.where')}</p>
        </>
      ) : (
        <>
          <Field
            label={translate('signIn.accessToken')}
            type="password"
            autoComplete="off"
            code
            {...field('accessToken')}
          />
          <Field
            label={translate('signIn.refreshToken')}
            type="password"
            autoComplete="off"
            code
            hint={translate('signIn.refreshTokenWhat')}
            {...field('refreshToken')}
          />
        </>
      )}
      {outcome !== null && <Outcome outcome={outcome} way={way} />}
      <div>
        <Button type="submit" look="primary" isDisabled={working}>
          {translate(working ? 'signIn.working' : 'signIn.submit')}
        </Button>
      </div>
    </form>
  );
}

function Outcome({ outcome, way }: { outcome: SignInResult | 'failedApp'; way: Way }) {
  const translate = useTranslate();
  return (
    <div className={classes.outcome} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        {outcome === 'failedApp' && <p>{translate('signIn.failedApp')}</p>}
        {outcome !== 'failedApp' && outcome.result === 'rateLimited' && (
          <p>{translate('signIn.rateLimited')}</p>
        )}
        {outcome !== 'failedApp' && outcome.result === 'refused' && (
          <>
            <p>
              <strong>{translate('signIn.refused')}</strong>{' '}
              {translate(way === 'password' ? 'signIn.refusedAdvice' : 'signIn.refusedTokensAdvice')}
            </p>
            {outcome.message !== null && (
              <p>
                <RemoteText text={translate('signIn.refusedSaid', { message: outcome.message })} />
              </p>
            )}
          </>
        )}
        {outcome !== 'failedApp' && outcome.result === 'failed' && (
          <>
            <p>
              <strong>{translate('signIn.failed', { cause: causeText(outcome.cause, translate) })}</strong>{' '}
              {causeAdvice(outcome.cause, translate)}
            </p>
            <CauseDetail cause={outcome.cause} />
          </>
        )}
      </div>
    </div>
  );
}

function passwordGaps(values: Record<Name, string>): Partial<Record<Name, MessageKey>> {
  return {
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.email.trim())
      ? {}
      : { email: 'signIn.emailMissing' as const }),
    ...(values.password.trim() === '' ? { password: 'signIn.passwordMissing' as const } : {}),
    ...(values.appId.trim() === '' ? { appId: 'signIn.appIdMissing' as const } : {}),
  };
}

function tokenGaps(values: Record<Name, string>): Partial<Record<Name, MessageKey>> {
  return values.accessToken.trim() === '' ? { accessToken: 'signIn.tokenMissing' } : {};
}
