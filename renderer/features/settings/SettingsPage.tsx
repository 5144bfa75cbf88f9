import { useTranslate } from '../../state/clientContext.tsx';
import { AboutFooter } from '../about/AboutFooter.tsx';
import { AccountSection } from './AccountSection.tsx';
import { AdvancedSection } from './AdvancedSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { NotificationSection } from './NotificationSection.tsx';
import classes from './SettingsPage.module.css';

/** All settings. Every change applies at once; there is no button to save them. */
export function SettingsPage() {
  const translate = useTranslate();
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <h1>{translate('settings.title')}</h1>
        <AccountSection />
        <NotificationSection />
        <AppearanceSection />
        <AdvancedSection />
        <AboutFooter />
      </div>
    </div>
  );
}
