import { joinClasses } from './joinClasses.ts';
import classes from './MessengerGlyph.module.css';

/** Two letters and a quiet tint for each messenger; nobody's logo. */
const glyphs: Record<string, { letters: string; hue: 'green' | 'blue' | 'violet' | 'rose' | 'sand' }> = {
  grWhatsApp: { letters: 'WA', hue: 'green' },
  caWhatsApp: { letters: 'WB', hue: 'green' },
  WhatsApp: { letters: 'WB', hue: 'green' },
  telegram: { letters: 'TG', hue: 'blue' },
  telegramBot: { letters: 'TB', hue: 'blue' },
  instagram: { letters: 'IG', hue: 'rose' },
  facebook: { letters: 'FB', hue: 'blue' },
  viberBot: { letters: 'VB', hue: 'violet' },
  vkontakte: { letters: 'VK', hue: 'blue' },
  vkNotify: { letters: 'VK', hue: 'blue' },
  avito: { letters: 'AV', hue: 'sand' },
  email: { letters: '@', hue: 'sand' },
  max: { letters: 'MX', hue: 'violet' },
};

export function MessengerGlyph({
  type,
  size = 'normal',
}: {
  type: string | null;
  size?: 'normal' | 'large';
}) {
  const known = type === null ? undefined : glyphs[type];
  const letters = known?.letters ?? (type === null ? '·' : type.slice(0, 2).toUpperCase());
  return (
    <span
      className={joinClasses(classes.glyph, known && classes[known.hue], size === 'large' && classes.large)}
      aria-hidden="true"
    >
      {letters}
    </span>
  );
}
