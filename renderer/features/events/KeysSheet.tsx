import { Fragment } from 'react';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { isMessageKey, type Translate } from '../../../electron/shared/messages/translate.ts';
import { useTranslate } from '../../state/clientContext.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import classes from './KeysSheet.module.css';

/** Keys by their label; what is a word has one in the messages. Alternatives, each of keys pressed together. */
type Row = [MessageKey, string[][]];

const inList: Row[] = [
  ['keys.next', [['j'], ['↓']]],
  ['keys.previous', [['k'], ['↑']]],
  ['keys.enter', [['enter']]],
  ['keys.reply', [['r']]],
  ['keys.quiet', [['s']]],
  ['keys.read', [['m']]],
  ['keys.select', [['x'], ['control', 'space']]],
  ['keys.selectAll', [['control', 'A']]],
];
const anywhere: Row[] = [
  ['keys.search', [['/']]],
  ['keys.undo', [['u']]],
  ['keys.escape', [['escape']]],
  ['keys.sheet', [['?']]],
];

/** All keys of the events page. */
export function KeysSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const translate = useTranslate();
  return (
    <Sheet
      title={translate('keys.title')}
      closeLabel={translate('keys.close')}
      isOpen={isOpen}
      onClose={onClose}
    >
      <div className={classes.groups}>
        <KeyGroup title={translate('keys.inList')} rows={inList} />
        <KeyGroup title={translate('keys.anywhere')} rows={anywhere} />
      </div>
    </Sheet>
  );
}

function KeyGroup({ title, rows }: { title: string; rows: readonly Row[] }) {
  const translate = useTranslate();
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {rows.map(([what, ways]) => (
          <div key={what} className={classes.row}>
            <dt>{translate(what)}</dt>
            <dd>
              {ways.map((keys, index) => (
                <Fragment key={keys.join(' ')}>
                  {index > 0 && ` ${translate('keys.or')} `}
                  {keys.map((key, place) => (
                    <Fragment key={key}>
                      {place > 0 && '+'}
                      <kbd>{keyWord(key, translate)}</kbd>
                    </Fragment>
                  ))}
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function keyWord(key: string, translate: Translate): string {
  const name = `key.${key}`;
  return isMessageKey(name) ? translate(name) : key;
}
