import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { MessageKey } from '../../../../electron/shared/messages/en.ts';
import { useAppState, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { joinClasses } from '../../../ui/joinClasses.ts';
import { MarkedLabel } from '../../../ui/MarkedText.tsx';
import { RemoteText } from '../../../ui/RemoteText.tsx';
import { HeldNote } from '../controls.tsx';
import { Trouble } from '../Section.tsx';
import { useApply } from '../useSetting.ts';
import { readShortcut } from './accelerator.ts';
import classes from '../SettingsPage.module.css';
import own from './ShortcutField.module.css';

const isMac = (): boolean => navigator.userAgent.includes('Mac OS X');

const refusals = {
  noModifier: 'shortcut.noModifier',
  ordinary: 'shortcut.ordinary',
  key: 'shortcut.badKey',
} as const satisfies Record<string, MessageKey>;

/** Records the keys that show the window from anywhere. */
export function ShortcutField() {
  const { settings, desktop } = useAppState();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('shortcut');
  /** The modifiers held down so far; null while nothing is recorded. */
  const [recording, setRecording] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<MessageKey | null>(null);
  const recorder = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { shortcut } = settings;
  const take = (value: string | null): void => {
    setRecording(null);
    setRefusal(null);
    if (value !== shortcut) void apply(value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (recording === null) return;
    const bare = !event.ctrlKey && !event.altKey && !event.metaKey;
    // The way on by keyboard stays open.
    if (event.key === 'Tab' && bare) return;
    event.preventDefault();
    event.stopPropagation();
    if (bare && event.key === 'Escape') {
      setRecording(null);
      setRefusal(null);
      return;
    }
    if (bare && (event.key === 'Backspace' || event.key === 'Delete')) return take(null);
    const read = readShortcut(event, isMac());
    if (read.is === 'shortcut') return take(read.accelerator);
    if (read.is === 'begun') return setRecording(read.modifiers);
    setRecording('');
    setRefusal(refusals[read.why]);
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (recording === null) return;
    event.preventDefault();
    const read = readShortcut(event, isMac());
    setRecording(read.is === 'begun' ? read.modifiers : '');
  };
  const words =
    recording === null
      ? (shortcut ?? translate('shortcut.none'))
      : recording === ''
        ? translate('shortcut.press')
        : `${recording}+…`;
  const taken = desktop.shortcut === 'taken' && shortcut !== null && recording === null;
  const said =
    refusal !== null ? translate(refusal) : (trouble ?? (taken ? translate('shortcut.taken') : null));
  return (
    <div className={own.shortcut}>
      <div className={own.row}>
        <span id={`${id}-label`}>
          <MarkedLabel text={translate('shortcut.label')} />
        </span>
        <span className={classes.actions}>
          {shortcut !== null && held === null && (
            <Button
              look="plain"
              aria-label={translate('shortcut.removeNamed')}
              onPress={() => {
                take(null);
                recorder.current?.focus();
              }}
            >
              {translate('shortcut.remove')}
            </Button>
          )}
          <button
            ref={recorder}
            id={`${id}-keys`}
            type="button"
            disabled={held !== null}
            aria-labelledby={`${id}-label ${id}-keys`}
            aria-describedby={held === null ? `${id}-what` : undefined}
            aria-pressed={recording !== null}
            className={joinClasses(own.keys, recording !== null && own.recording)}
            onClick={() => {
              setRefusal(null);
              setRecording(recording === null ? '' : null);
            }}
            onKeyDown={onKeyDown}
            onKeyUp={onKeyUp}
            onBlur={() => {
              setRecording(null);
              setRefusal(null);
            }}
          >
            <RemoteText text={words} />
          </button>
        </span>
      </div>
      <HeldNote held={held} />
      {held === null && (
        <p id={`${id}-what`} className={classes.note}>
          <MarkedLabel text={translate(recording === null ? 'shortcut.what' : 'shortcut.recording')} />
        </p>
      )}
      <Trouble words={said} />
    </div>
  );
}
