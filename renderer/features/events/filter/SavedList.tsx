import { Check, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SavedFilter } from '../../../../electron/shared/eventFilter.ts';
import { useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { plainName, RemoteText } from '../../../ui/RemoteText.tsx';
import { isOn, isNarrowed, openFilter, storedFilter, type ListFilter } from './listFilter.ts';
import { NameForm } from './NameForm.tsx';
import { mostSaved, useSavedFilters } from './useSavedFilters.ts';
import classes from './FilterPopover.module.css';

/** Filters with a name: to be put on, renamed, deleted; and the present one, to be given a name. */
export function SavedList(props: { filter: ListFilter; onApply: (filter: ListFilter) => void }) {
  const { filter, onApply } = props;
  const translate = useTranslate();
  const saved = useSavedFilters();
  const [naming, setNaming] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const full = saved.all.length >= mostSaved;
  const something = isNarrowed(filter) || filter.text !== '';
  const isSaved = saved.all.some((one) => isOn(one, filter));
  const remove = async (one: SavedFilter): Promise<void> => {
    if (await saved.remove(one.id)) setSaid(translate('filter.deleted', { name: plainName(one.name) }));
  };
  return (
    <section className={classes.saved}>
      {saved.all.length > 0 && (
        <>
          <h3 className={classes.groupTitle}>{translate('filter.savedGroup')}</h3>
          <ul className={classes.savedList} aria-label={translate('filter.saved')}>
            {saved.all.map((one) => {
              const on = isOn(one, filter);
              return (
                <li key={one.id} className={classes.savedItem}>
                  {naming === one.id ? (
                    <NameForm
                      name={one.name}
                      onName={async (name) => {
                        if (await saved.rename(one.id, name)) setNaming(null);
                      }}
                      onCancel={() => setNaming(null)}
                    />
                  ) : (
                    <>
                      <Button
                        look="plain"
                        small
                        aria-pressed={on}
                        onPress={() => {
                          onApply(openFilter(one));
                          setSaid(translate('filter.applied', { name: plainName(one.name) }));
                        }}
                      >
                        <span className={classes.savedMark}>
                          {on && <Check size={14} aria-hidden="true" />}
                        </span>
                        <RemoteText text={plainName(one.name)} className={classes.savedName} />
                      </Button>
                      <Button
                        look="plain"
                        small
                        icon
                        aria-label={translate('filter.rename', { name: plainName(one.name) })}
                        onPress={() => setNaming(one.id)}
                      >
                        <Pencil size={14} aria-hidden="true" />
                      </Button>
                      <Button
                        look="plain"
                        small
                        icon
                        aria-label={translate('filter.delete', { name: plainName(one.name) })}
                        onPress={() => void remove(one)}
                      >
                        <Trash2 size={14} aria-hidden="true" />
                      </Button>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {naming === 'new' ? (
        <NameForm
          name=""
          onName={async (name) => {
            if (await saved.add(name, storedFilter(filter))) setNaming(null);
          }}
          onCancel={() => setNaming(null)}
        />
      ) : (
        something &&
        !isSaved &&
        (full ? (
          <p className={classes.hint}>{translate('filter.saveFull')}</p>
        ) : (
          <div>
            <Button small onPress={() => setNaming('new')}>
              {translate('filter.save')}
            </Button>
          </div>
        ))
      )}
      {!something && saved.all.length === 0 && (
        <p className={classes.hint}>{translate('filter.saveEmpty')}</p>
      )}
      <output className={saved.failed ? classes.trouble : 'visuallyHidden'}>
        {saved.failed ? translate('filter.notSaved') : said}
      </output>
    </section>
  );
}
