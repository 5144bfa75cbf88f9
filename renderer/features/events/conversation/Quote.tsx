import type { Quote } from '../../../../electron/shared/event.ts';
import { useTranslate } from '../../../state/clientContext.tsx';
import { lineOf, plainName, RemoteText } from '../../../ui/RemoteText.tsx';
import classes from './Quote.module.css';

/** The message that another one answers; with a way to it where it is in sight. */
export function QuoteBlock({ quote, onShow }: { quote: Quote; onShow: (() => void) | null }) {
  const translate = useTranslate();
  const { sender, text } = quote;
  const inside = (
    <>
      <span className={sender === null ? 'visuallyHidden' : classes.sender}>
        {sender === null ? (
          translate('quote.ofSomeone')
        ) : (
          <>
            <span className="visuallyHidden">{translate('quote.of', { name: '' })}</span>
            <RemoteText text={plainName(sender)} />
          </>
        )}
      </span>
      <span className={classes.text} dir="auto">
        {text === null ? translate('quote.noText') : lineOf(text)}
      </span>
    </>
  );
  if (onShow === null) return <blockquote className={classes.quote}>{inside}</blockquote>;
  return (
    <blockquote className={classes.quote}>
      <button type="button" className={classes.way} title={translate('quote.goTo')} onClick={onShow}>
        {inside}
      </button>
    </blockquote>
  );
}
