import { Copy, Mail, MailOpen, X } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import classes from './SelectionBar.module.css';

/** In the place of the filter row while several events are selected: what can be done with them together. */
export function SelectionBar(props: {
  count: number;
  onMark: (read: boolean) => void;
  onCopy: () => void;
  onClear: () => void;
}) {
  const { count, onMark, onCopy, onClear } = props;
  const translate = useTranslate();
  return (
    <Toolbar className={classes.bar ?? ''} aria-label={translate('select.actions')}>
      <span className={classes.count}>{translate('select.count', { count })}</span>
      <Button small onPress={() => onMark(true)}>
        <MailOpen size={14} aria-hidden="true" />
        {translate('select.read')}
      </Button>
      <Button small onPress={() => onMark(false)}>
        <Mail size={14} aria-hidden="true" />
        {translate('select.unread')}
      </Button>
      <Button small onPress={onCopy}>
        <Copy size={14} aria-hidden="true" />
        {translate('select.copy')}
      </Button>
      <span className={classes.end}>
        <Button look="plain" small aria-label={translate('select.clear')} onPress={onClear}>
          <X size={14} aria-hidden="true" />
          <span className={classes.endWords}>{translate('select.clear')}</span>
        </Button>
      </span>
    </Toolbar>
  );
}
