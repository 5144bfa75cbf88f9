/** The parts of the settings page, in their order. */
export const sectionNames = [
  'account',
  'notifications',
  'rules',
  'quiet',
  'shifts',
  'unanswered',
  'sounds',
  'starting',
  'appearance',
  'history',
  'advanced',
  'updates',
  'about',
] as const;
export type SectionName = (typeof sectionNames)[number];
