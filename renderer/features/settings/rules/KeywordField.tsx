import { X } from 'lucide-react';
import { useState } from 'react';
import { Button, Tag, TagGroup, TagList } from 'react-aria-components';
import { useTranslate } from '../../../state/clientContext.tsx';
import { Field } from '../../../ui/Field.tsx';
import { RemoteText } from '../../../ui/RemoteText.tsx';
import classes from './Rules.module.css';

const maxKeywords = 50;
const maxKeywordLength = 100;

/** Words as a list: Enter, a comma or leaving the field ends one. */
export function KeywordField(props: {
  keywords: readonly string[];
  onChange: (keywords: string[]) => void;
  /** Told whether what stands in the field can be taken. */
  onFit: (fits: boolean) => void;
}) {
  const { keywords, onChange, onFit } = props;
  const translate = useTranslate();
  const [draft, setDraft] = useState('');
  const [error, setError] = useState<string | null>(null);
  const refuse = (words: string | null): void => {
    setError(words);
    onFit(words === null);
  };
  const take = (text: string): void => {
    const found = text
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
    const next = [...keywords];
    for (const word of found) {
      const known = next.some((other) => other.toLocaleLowerCase() === word.toLocaleLowerCase());
      if (!known) next.push(word);
    }
    if (found.some((word) => word.length > maxKeywordLength)) {
      refuse(translate('rules.keywordTooLong', { max: maxKeywordLength }));
      setDraft(text);
    } else if (next.length > maxKeywords) {
      refuse(translate('rules.keywordsTooMany', { max: maxKeywords }));
      setDraft(text);
    } else {
      refuse(null);
      setDraft('');
      if (next.length !== keywords.length) onChange(next);
    }
  };
  return (
    <div className={classes.keywords}>
      <Field
        label={translate('rules.keywords')}
        value={draft}
        hint={translate('rules.keywordsWhat')}
        error={error}
        onChange={(text) => {
          if (/[,\n]/.test(text)) take(text);
          else {
            setDraft(text);
            refuse(null);
          }
        }}
        onBlur={() => take(draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(draft);
        }}
      />
      {keywords.length > 0 && (
        <TagGroup
          aria-label={translate('rules.keywordsList')}
          onRemove={(removed) => onChange(keywords.filter((word) => !removed.has(word)))}
        >
          <TagList className={classes.tags ?? ''}>
            {keywords.map((word) => (
              <Tag key={word} id={word} textValue={word} className={classes.tag ?? ''}>
                <RemoteText text={word} className={classes.tagWords} />
                <Button slot="remove" className={classes.tagRemove ?? ''}>
                  <X size={12} aria-hidden="true" />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
    </div>
  );
}
