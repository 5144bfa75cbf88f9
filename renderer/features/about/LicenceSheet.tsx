import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { Licence } from '../../../electron/shared/contract.ts';
import { findWords, searchWords } from '../../../electron/shared/search.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { useSlow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import about from './AboutSection.module.css';

/** The packages this app is built from, each with the text of its licence. */
export function LicenceSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const translate = useTranslate();
  const [attempt, setAttempt] = useState(0);
  return (
    <Sheet
      title={translate('licences.others')}
      closeLabel={translate('licences.close')}
      isOpen={isOpen}
      onClose={onClose}
    >
      <LicenceList key={attempt} onAgain={() => setAttempt(attempt + 1)} />
    </Sheet>
  );
}

/** Whoever opened the list looks for something. */
const focus = (field: HTMLElement | null): void => field?.focus();

/** Nothing is shown of a reading that is over sooner. Milliseconds. */
const quickMs = 150;

function LicenceList({ onAgain }: { onAgain: () => void }) {
  const client = useClient();
  const translate = useTranslate();
  const [packages, setPackages] = useState<readonly Licence[] | 'failed' | null>(null);
  const [text, setText] = useState('');
  const slow = useSlow(quickMs);
  useEffect(() => {
    let gone = false;
    void client.invoke('about.licences', null).then((answer) => {
      if (!gone) setPackages(answer.ok ? answer.value.packages : 'failed');
    });
    return () => {
      gone = true;
    };
  }, [client]);
  if (packages === null) {
    return slow ? <Skeleton rows={6} label={translate('licences.loading')} /> : null;
  }
  if (packages === 'failed') {
    return (
      <div className={about.failedList} role="alert">
        <p>{translate('licences.failed')}</p>
        <Button onPress={onAgain}>{translate('common.tryAgain')}</Button>
      </div>
    );
  }
  const words = searchWords(text);
  const found = packages.filter(({ name, licence }) =>
    words.every((word) => findWords(`${name}\n${licence}`, [word]).length > 0),
  );
  return (
    <>
      <SearchField
        aria-label={translate('licences.find')}
        value={text}
        onChange={setText}
        className={about.search ?? ''}
      >
        <Search size={14} aria-hidden="true" />
        <Input ref={focus} placeholder={translate('licences.find')} maxLength={100} spellCheck={false} />
      </SearchField>
      <output className={about.count}>{translate('licences.count', { count: found.length })}</output>
      <ul className={about.packages}>
        {found.map(({ name, version, licence, text: terms }) => (
          <li key={`${name} ${version}`}>
            <Fold title={`${name} ${version} · ${licence}`}>
              <pre className={about.terms}>{terms === '' ? translate('licences.noText') : terms}</pre>
            </Fold>
          </li>
        ))}
      </ul>
    </>
  );
}
