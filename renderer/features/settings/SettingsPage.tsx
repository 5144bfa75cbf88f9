import { SearchX } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { searchWords } from '../../../electron/shared/search.ts';
import { useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { SearchedLabels } from '../../ui/MarkedText.tsx';
import { Message } from '../../ui/Message.tsx';
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
import { FoundSettings } from './search.tsx';
import { sectionNames, type SectionName } from './sectionNames.ts';
import { SectionList } from './SectionList.tsx';
import { findSettings, sectionOf } from './settingsIndex.ts';
import { SettingsSearch } from './SettingsSearch.tsx';
import { ShiftsSection } from './shifts/ShiftsSection.tsx';
import { StartingSection } from './starting/StartingSection.tsx';
import { UpdatesSection } from './UpdatesSection.tsx';
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
  const [text, setText] = useState('');
  const words = useMemo(() => searchWords(text), [text]);
  const found = useMemo(
    () => (words.length === 0 ? null : findSettings(words, translate)),
    [words, translate],
  );
  const inSight = useMemo(() => new Set([...(found ?? [])].map(sectionOf)), [found]);
  const search = (next: string): void => {
    setText(next);
    page.current?.scrollTo({ top: 0 });
  };
  const [current, setCurrent] = useState<SectionName>(place?.section ?? 'account');
  const [placeBefore, setPlaceBefore] = useState(place);
  if (place !== placeBefore) {
    // Where somebody wants to be is not to be hidden by what was searched for before.
    setPlaceBefore(place);
    setText('');
    if (place !== null) setCurrent(place.section);
  }
  /** The section that was asked for: the last ones cannot reach the top of the page. */
  const asked = useRef<SectionName | null>(null);
  const goTo = useCallback((name: SectionName) => {
    const section = page.current?.querySelector(`[data-section="${name}"]`);
    asked.current = name;
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
    const wanted = box.querySelector(`[data-section="${asked.current}"]`)?.getBoundingClientRect();
    const stays =
      wanted !== undefined &&
      wanted.top >= top - readingLine - 1 &&
      wanted.top < top - readingLine + box.clientHeight;
    if (stays) return;
    asked.current = null;
    const sections = [...box.querySelectorAll<HTMLElement>('[data-section]:not([hidden])')];
    // The last ones are too short to reach the top of the page.
    const atEnd =
      box.scrollHeight > box.clientHeight && box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
    const read = atEnd
      ? sections.at(-1)
      : sections.findLast((section) => section.getBoundingClientRect().top <= top);
    const name = sectionNames.find((candidate) => candidate === read?.dataset['section']);
    if (name !== undefined) setCurrent(name);
  };
  return (
    <SearchedLabels words={words}>
      <FoundSettings value={found}>
        <div ref={page} className={classes.page} onScroll={onScroll}>
          <div className={classes.layout}>
            <div className={classes.sections}>
              <SettingsSearch text={text} onChange={search} count={found?.size ?? null} />
              <SectionList
                names={sectionNames.filter((name) => found === null || inSight.has(name))}
                current={current}
                onGo={(name) => {
                  goTo(name);
                  setCurrent(name);
                }}
              />
            </div>
            <div className={classes.column}>
              <h1>{translate('settings.title')}</h1>
              <AccountSection />
              <NotificationSection />
              <RulesSection wantedRule={place?.ruleId ?? null} />
              <QuietSection />
              <ShiftsSection />
              <UnansweredSection />
              <SoundSection />
              <StartingSection />
              <AppearanceSection />
              <HistorySection />
              <AdvancedSection />
              <UpdatesSection />
              <AboutSection />
              {found?.size === 0 && (
                <Message
                  title={translate('settingsSearch.nothing')}
                  glyph={<SearchX size={28} strokeWidth={1.5} aria-hidden="true" />}
                  action={<Button onPress={() => search('')}>{translate('settingsSearch.clear')}</Button>}
                >
                  {translate('settingsSearch.nothingWhat')}
                </Message>
              )}
            </div>
          </div>
        </div>
      </FoundSettings>
    </SearchedLabels>
  );
}
