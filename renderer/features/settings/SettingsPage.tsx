import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslate } from '../../state/clientContext.tsx';
import { AboutSection } from '../about/AboutSection.tsx';
import { AccountSection } from './AccountSection.tsx';
import { AdvancedSection } from './AdvancedSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { QuietSection } from './attention/QuietSection.tsx';
import { SoundSection } from './attention/SoundSection.tsx';
import { UnansweredSection } from './attention/UnansweredSection.tsx';
import { HistorySection } from './HistorySection.tsx';
import { NotificationSection } from './NotificationSection.tsx';
import { RulesSection } from './rules/RulesSection.tsx';
import { sectionNames, type SectionName } from './Section.tsx';
import { SectionList } from './SectionList.tsx';
import { ShiftsSection } from './shifts/ShiftsSection.tsx';
import classes from './SettingsPage.module.css';

/** Where on the page somebody wants to be. */
export interface SettingsPlace {
  section: SectionName;
  ruleId?: string;
}

/** How far below the upper edge a section begins to be the one that is read. Pixels. */
const readingLine = 96;

/** All settings. Every change applies at once; there is no button to save them. */
export function SettingsPage({ place }: { place: SettingsPlace | null }) {
  const translate = useTranslate();
  const page = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<SectionName>(place?.section ?? 'account');
  /** The scrolling that this brings about says which section is read now. */
  const goTo = useCallback((name: SectionName) => {
    const section = page.current?.querySelector(`[data-section="${name}"]`);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('h2[tabindex], h2 button')?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    // The rule opens itself and takes the focus.
    if (place !== null && place.ruleId === undefined) goTo(place.section);
  }, [place, goTo]);
  const onScroll = (): void => {
    const box = page.current;
    if (box === null) return;
    const top = box.getBoundingClientRect().top + readingLine;
    const sections = [...box.querySelectorAll<HTMLElement>('[data-section]')];
    const read = sections.findLast((section) => section.getBoundingClientRect().top <= top);
    const name = sectionNames.find((candidate) => candidate === read?.dataset['section']);
    if (name !== undefined) setCurrent(name);
  };
  return (
    <div ref={page} className={classes.page} onScroll={onScroll}>
      <div className={classes.layout}>
        <SectionList
          current={current}
          onGo={(name) => {
            goTo(name);
            setCurrent(name);
          }}
        />
        <div className={classes.column}>
          <h1>{translate('settings.title')}</h1>
          <AccountSection />
          <NotificationSection />
          <RulesSection wantedRule={place?.ruleId ?? null} />
          <QuietSection />
          <ShiftsSection />
          <UnansweredSection />
          <SoundSection />
          <AppearanceSection />
          <HistorySection />
          <AdvancedSection />
          <AboutSection />
        </div>
      </div>
    </div>
  );
}
