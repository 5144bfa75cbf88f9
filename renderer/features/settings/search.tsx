import { createContext, useContext, type ReactNode } from 'react';
import type { SectionName } from './sectionNames.ts';
import { sectionOf, type SettingName } from './settingsIndex.ts';
import classes from './SettingsPage.module.css';

/** The settings that were found; null while nothing is searched for. */
const FoundContext = createContext<ReadonlySet<SettingName> | null>(null);

export const FoundSettings = FoundContext.Provider;

export function useSearching(): boolean {
  return useContext(FoundContext) !== null;
}

/** Whether anything of a section is to be seen. */
export function useSectionFound(section: SectionName): boolean {
  const found = useContext(FoundContext);
  return found === null || [...found].some((name) => sectionOf(name) === section);
}

/** Some settings; hidden, and not thrown away with what was begun in them, while something else is searched for. */
export function Part({ of, children }: { of: SettingName | readonly SettingName[]; children: ReactNode }) {
  const found = useContext(FoundContext);
  const names = typeof of === 'string' ? [of] : of;
  return (
    <div className={classes.part} hidden={found !== null && !names.some((name) => found.has(name))}>
      {children}
    </div>
  );
}
