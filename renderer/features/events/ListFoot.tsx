import { TriangleAlert, Undo2, X } from 'lucide-react';
import { useId, useSyncExternalStore, type RefObject } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { Work } from '../../../electron/shared/appState.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { useFocusHandover } from '../../ui/focusHandover.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { rowInSight } from './listFocus.ts';
import type { NoticeStore } from './session.ts';
import classes from './ListFoot.module.css';

/** Below the list: long work under way, and what was just done with the way to take it back. */
export function ListFoot(props: {
  notices: NoticeStore;
  onUndo: () => void;
  list: RefObject<HTMLDivElement | null>;
}) {
  const { notices, onUndo, list } = props;
  const { work } = useAppState();
  const translate = useTranslate();
  const notice = useSyncExternalStore(notices.listen, notices.read);
  const gone = useFocusHandover(() => [rowInSight(list.current)]);
  return (
    <div className={classes.foot}>
      {work.map((one) => (
        <Progress key={one.id} work={one} list={list} />
      ))}
      <div
        className={joinClasses(
          classes.strip,
          notice === null && classes.gone,
          notice?.alert && classes.alert,
        )}
      >
        {notice?.alert === true && <TriangleAlert size={14} aria-hidden="true" />}
        {/* Always there: screen readers tell of changes, not of what comes with its words. */}
        <output className={classes.words}>{notice !== null && <RemoteText text={notice.words} />}</output>
        {notice !== null && notice.undo !== null && (
          <Button ref={gone} small aria-keyshortcuts="u" onPress={onUndo}>
            <Undo2 size={14} aria-hidden="true" />
            {translate('marked.undo')}
          </Button>
        )}
        {notice !== null && (
          <Button
            ref={gone}
            look="plain"
            small
            icon
            aria-label={translate('common.dismiss')}
            onPress={notices.clear}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        )}
      </div>
    </div>
  );
}

function Progress({ work, list }: { work: Work; list: RefObject<HTMLDivElement | null> }) {
  const client = useClient();
  const ended = useFocusHandover(() => [rowInSight(list.current)]);
  const translate = useTranslate();
  const stopWhat = useId();
  const { done, total, canStop } = work;
  const told = wordsOf(work, translate);
  if (told === null) return null;
  return (
    <div ref={ended} className={classes.progress}>
      <ProgressBar
        aria-label={told.name}
        valueLabel={told.words}
        value={done}
        maxValue={Math.max(total ?? 0, done, 1)}
        isIndeterminate={total === null}
        className={classes.progressWords ?? ''}
      >
        {({ percentage }) => (
          <>
            <span>{told.words}</span>
            <span className={classes.track}>
              <span
                className={joinClasses(classes.fill, percentage === undefined && classes.unknown)}
                style={percentage === undefined ? undefined : { width: `${percentage}%` }}
              />
            </span>
            {canStop && told.stopWhat !== null && (
              <span id={stopWhat} className={classes.stopWhat}>
                {told.stopWhat}
              </span>
            )}
          </>
        )}
      </ProgressBar>
      {canStop && (
        <Button
          small
          aria-label={told.stop}
          {...(told.stopWhat === null ? {} : { 'aria-describedby': stopWhat })}
          onPress={() => void client.invoke('work.stop', { id: work.id })}
        >
          {translate('export.stop')}
        </Button>
      )}
    </div>
  );
}

interface WorkWords {
  name: string;
  words: string;
  stop: string;
  /** What becomes of the rest; null where the end of it is told by itself. */
  stopWhat: string | null;
}

/** Null for what runs quietly. */
function wordsOf({ what, done, total }: Work, translate: Translate): WorkWords | null {
  switch (what) {
    case 'export':
      return {
        name: translate('export.progress'),
        words: translate('export.working', { count: done }),
        stop: translate('export.stopNamed'),
        stopWhat: null,
      };
    case 'index':
    case 'catchUp':
      return {
        name: translate(`work.${what}Name`),
        words: translate(`work.${what}`, {
          done,
          count: total ?? 0,
          total: total === null ? 'none' : 'known',
        }),
        stop: translate(`work.${what}Stop`),
        stopWhat: translate(`work.${what}StopWhat`),
      };
    case 'clean':
      return null;
  }
}
