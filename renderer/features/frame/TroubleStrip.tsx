import { Info, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { neighbours, useFocusHandover } from '../../ui/focusHandover.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { troubles, type Trouble, type TroubleAction } from './troubles.ts';
import classes from './TroubleStrip.module.css';

/** What is wrong, above everything else; it pushes the page down and goes by itself when mended. */
export function TroubleStrip({ onSettings, inSettings }: { onSettings: () => void; inSettings: boolean }) {
  const state = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const gone = useFocusHandover(neighbours);
  // What only leads to the settings is told there by the settings themselves.
  const all = troubles(state, translate).filter(
    ({ id, action }) =>
      !hidden.includes(id) && !(inSettings && (action?.type === 'settings' || action?.type === 'update')),
  );
  const shown = open ? all : all.slice(0, 1);
  const others = all.length - 1;
  const act = (trouble: Trouble, action: TroubleAction): void => {
    switch (action.type) {
      case 'signIn':
      case 'settings':
        onSettings();
        return;
      case 'retry':
        void client.invoke('connection.retry', null);
        return;
      case 'unlock':
        void client.invoke('keyStore.ask', null);
        return;
      case 'update':
        void client.invoke('updates.install', null);
        return;
      case 'dismiss':
        void client.invoke('notices.dismiss', { code: action.code });
        return;
      case 'hide':
        setHidden([...hidden, trouble.id]);
        return;
    }
  };
  return (
    <section aria-label={translate('strip.title')} aria-live="polite" className={classes.strips}>
      {shown.map((trouble, index) => (
        <div
          key={trouble.id}
          ref={gone}
          className={joinClasses(classes.strip, classes[trouble.tone])}
          data-trouble={trouble.id}
        >
          {trouble.tone === 'plain' ? (
            <Info size={16} aria-hidden="true" />
          ) : (
            <TriangleAlert size={16} aria-hidden="true" />
          )}
          <p className={classes.words}>
            <strong>{trouble.what}</strong> {trouble.advice !== null && <RemoteText text={trouble.advice} />}
          </p>
          <span className={classes.buttons}>
            {index === 0 && others > 0 && (
              <Button look="plain" small aria-expanded={open} onPress={() => setOpen(!open)}>
                {open ? translate('strip.less') : translate('strip.more', { count: others })}
              </Button>
            )}
            {trouble.action !== null && <ActionButton trouble={trouble} action={trouble.action} act={act} />}
          </span>
        </div>
      ))}
    </section>
  );
}

function ActionButton(props: {
  trouble: Trouble;
  action: TroubleAction;
  act: (trouble: Trouble, action: TroubleAction) => void;
}) {
  const { trouble, action, act } = props;
  const translate = useTranslate();
  const words: Record<TroubleAction['type'], string> = {
    signIn: translate('strip.signIn'),
    retry: translate('common.tryAgainNow'),
    unlock: translate('strip.unlock'),
    update: translate('updates.install'),
    settings: translate('strip.openSettings'),
    hide: translate('common.hide'),
    dismiss: translate('common.dismiss'),
  };
  return (
    <Button small onPress={() => act(trouble, action)}>
      {words[action.type]}
    </Button>
  );
}
