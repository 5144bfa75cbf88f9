import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import classes from './AboutFooter.module.css';

/** Which versions these are, for a report of trouble. */
export function AboutFooter() {
  const { versions } = useAppState();
  const translate = useTranslate();
  return (
    <footer className={classes.about}>
      {translate('about.versions', { app: versions.app, electron: versions.electron })}
    </footer>
  );
}
