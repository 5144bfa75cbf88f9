import { useState } from 'react';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { joinClasses } from '../../ui/joinClasses.ts';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { CancelFirst } from './CancelFirst.tsx';
import { Trouble } from './Section.tsx';
import own from './EraseEverything.module.css';
import classes from './SettingsPage.module.css';

/** Leaves nothing of the person on this computer, after asking once more. */
export function EraseEverything() {
  const client = useClient();
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState(false);
  const erase = async (): Promise<void> => {
    setWorking(true);
    setFailed(false);
    const { ok } = await client.invoke('data.erase', null);
    // Where it worked, main begins anew and this page with it.
    setWorking(false);
    setFailed(!ok);
    if (ok) setAsking(false);
  };
  return (
    <>
      <div>
        <Button
          look="dangerous"
          onPress={() => {
            setFailed(false);
            setAsking(true);
          }}
        >
          {translate('erase.begin')}
        </Button>
      </div>
      <p className={joinClasses(classes.note, own.what)}>
        <MarkedLabel text={translate('erase.what')} />
      </p>
      <Sheet
        title={translate('erase.title')}
        closeLabel={translate('common.cancel')}
        isOpen={asking}
        onClose={() => setAsking(false)}
      >
        <div className={own.sheet}>
          <p>{translate('erase.goes')}</p>
          <ul className={own.goes}>
            <li>{translate('erase.events')}</li>
            <li>{translate('erase.settings')}</li>
            <li>{translate('erase.signIns')}</li>
          </ul>
          <p>{translate('erase.stays')}</p>
          <Trouble words={failed ? translate('erase.failed') : null} />
          <div className={classes.actions}>
            <Button look="danger" isDisabled={working} onPress={() => void erase()}>
              {translate(working ? 'erase.working' : 'erase.yes')}
            </Button>
            <CancelFirst isDisabled={working} onPress={() => setAsking(false)} />
          </div>
        </div>
      </Sheet>
    </>
  );
}
