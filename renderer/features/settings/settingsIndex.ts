import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import { findWords } from '../../../electron/shared/search.ts';
import { sectionNames, type SectionName } from './sectionNames.ts';

/** Names that the web inbox template fills in; they are its syntax and no words. */
export const templateNames = '{licenseId} {messengerType} {chatId} {phone}';

export const sectionTitles: Record<SectionName, MessageKey> = {
  account: 'settings.account',
  notifications: 'settings.notifications',
  rules: 'rules.title',
  quiet: 'quietSettings.title',
  shifts: 'shifts.title',
  unanswered: 'unanswered.title',
  sounds: 'sounds.title',
  starting: 'starting.title',
  appearance: 'settings.appearance',
  history: 'keeping.title',
  advanced: 'settings.advanced',
  updates: 'updates.title',
  about: 'about.title',
};

const sound = [
  'sounds.none',
  'sounds.chime',
  'sounds.pop',
  'sounds.bell',
  'sounds.alarm',
  'sounds.own',
] as const;
const privacy = ['settings.privacyAll', 'settings.privacySender', 'settings.privacyNothing'] as const;
const level = ['level.urgent', 'level.notify', 'level.badge', 'level.nothing'] as const;

/** Each setting by `section.name`, with the words it is found by: labels, hints, names of choices. */
const settingWords = {
  'account.accounts': ['settings.signOut', 'settings.signedOut'],
  'account.signIn': [
    'settings.addAccount',
    'signIn.submit',
    'signIn.byPassword',
    'signIn.byTokens',
    'signIn.email',
    'signIn.password',
    'signIn.appId',
    'signIn.where',
    'signIn.accessToken',
    'signIn.refreshToken',
    'signIn.refreshTokenWhat',
  ],
  'account.keyStore': ['settings.keyStoreProtected', 'settings.allowPlain', 'settings.allowPlainWhat'],
  'notifications.message': ['settings.tellMe', 'settings.kindMessage'],
  'notifications.chatStatus': ['settings.tellMe', 'settings.kindChatStatus'],
  'notifications.failedDelivery': ['settings.tellMe', 'settings.kindFailedDelivery'],
  'notifications.assignedToMe': ['settings.tellMe', 'settings.kindAssignedToMe'],
  'notifications.reaction': ['settings.tellMe', 'settings.kindReaction'],
  'notifications.tag': ['settings.tellMe', 'settings.kindTag'],
  'notifications.employeeStatus': ['settings.tellMe', 'settings.kindEmployeeStatus'],
  'notifications.destroyed': ['settings.tellMe', 'settings.kindDestroyed'],
  'notifications.quickResponse': ['settings.tellMe', 'settings.kindQuickResponse'],
  'notifications.conversation': ['settings.tellMe', 'settings.kindConversation'],
  'notifications.outgoing': ['settings.tellMe', 'settings.kindOutgoing'],
  'notifications.classes': [
    'settings.classes',
    'settings.classesWhat',
    'settings.classMine',
    'settings.classUnassigned',
    'settings.classOthers',
    ...level,
    'level.auto',
    'level.what',
  ],
  'notifications.privacy': ['settings.privacy', ...privacy],
  'notifications.privacyLocked': ['settings.privacyLocked', 'settings.privacyLockedWhat', ...privacy],
  'notifications.privacyLines': ['settings.privacyLineAdd'],
  'notifications.maskPhones': ['settings.maskPhones'],
  'notifications.storm': [
    'settings.storm',
    'settings.stormWhat',
    'settings.stormNotifications',
    'settings.stormSeconds',
  ],
  'notifications.test': ['settings.test'],
  'rules.rules': [
    'rules.what',
    'rules.add',
    'rules.line',
    'rules.messenger',
    'rules.kind',
    'rules.class',
    'rules.keywords',
    'rules.level',
    'rules.sound',
  ],
  'quiet.now': ['quietSettings.list', 'quietSettings.empty'],
  'quiet.choices': [
    'quietSettings.choices',
    'quietSettings.choicesWhat',
    'snooze.quarterHour',
    'snooze.halfHour',
    'snooze.hour',
    'snooze.twoHours',
    'snooze.fourHours',
    'snooze.tomorrow',
    'snooze.shift',
  ],
  'quiet.tomorrowAt': ['quietSettings.tomorrowAt'],
  'shifts.shifts': [
    'shifts.what',
    'shifts.add',
    'shifts.days',
    'shifts.from',
    'shifts.to',
    'shifts.zone',
    'shifts.line',
  ],
  'unanswered.unanswered': [
    'unanswered.what',
    'unanswered.enabled',
    'unanswered.steps',
    'unanswered.afterMinutes',
    'unanswered.action',
    'unanswered.badge',
    'unanswered.repeat',
    'unanswered.louder',
    'unanswered.attention',
    'unanswered.lineAdd',
  ],
  'sounds.muted': ['sounds.muted'],
  'sounds.volume': ['sounds.volume'],
  'sounds.which': ['sounds.mine', 'sounds.unassigned', 'sounds.others', 'sounds.urgent', ...sound],
  'sounds.ownFile': ['sounds.ownFile', 'sounds.choose'],
  'starting.startAtLogin': ['starting.atLogin', 'starting.atLoginWhat'],
  'starting.startHidden': ['settings.startHidden'],
  'starting.shortcut': ['shortcut.label', 'shortcut.what', 'shortcut.remove'],
  'starting.keys': ['starting.keys'],
  'appearance.theme': [
    'settings.theme',
    'settings.themeSystem',
    'settings.themeLight',
    'settings.themeDark',
    'settings.themeContrast',
  ],
  'appearance.zoom': ['settings.zoom'],
  'appearance.density': ['settings.density', 'settings.densityComfortable', 'settings.densityCompact'],
  'appearance.sendWith': ['settings.sendWith', 'settings.sendWithCtrlEnter', 'settings.sendWithEnter'],
  'appearance.language': ['settings.language', 'settings.languageSystem'],
  'history.kept': ['keeping.what', 'keeping.days', 'keeping.events'],
  'history.erase': ['keeping.erase'],
  'history.file': ['keeping.export', 'keeping.import', 'keeping.fileWhat'],
  'history.eraseAll': ['erase.begin', 'erase.what'],
  'advanced.host': ['settings.host', 'settings.port'],
  'advanced.key': ['settings.key'],
  'advanced.authEndpoint': ['settings.authEndpoint'],
  'advanced.apiBase': ['settings.apiBase'],
  'advanced.proxy': ['settings.proxy', 'settings.proxyWhat'],
  'advanced.caFile': ['settings.caFile', 'settings.caFileWhat', 'settings.caFileChoose'],
  'advanced.channels': ['settings.channels', 'settings.channelsWhat'],
  'advanced.webInbox': ['settings.webInbox', 'settings.webInboxWhat'],
  'updates.check': ['updates.check'],
  'updates.automatic': ['updates.automatic'],
  'updates.feed': ['updates.feed', 'updates.feedWhat'],
  'about.about': [
    'about.folder',
    'about.log',
    'about.openFolder',
    'about.copyDiagnostics',
    'about.diagnosticsWhat',
    'about.licence',
    'licences.own',
    'licences.others',
    'licences.chromium',
  ],
} as const satisfies Record<string, readonly MessageKey[]>;

export type SettingName = keyof typeof settingWords;

/** Choices that are called the same in every language. */
const sameEverywhere: Partial<Record<SettingName, string>> = { 'appearance.language': 'English Русский' };

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingWords, name);
}

export function sectionOf(name: SettingName): SectionName {
  const found = sectionNames.find((section) => name.startsWith(`${section}.`));
  if (found === undefined) throw new Error(`${name} is of no section`);
  return found;
}

/** The settings in whose words, or in those of their section's title, each word searched for begins one. */
export function findSettings(words: readonly string[], translate: Translate): ReadonlySet<SettingName> {
  const fits = (name: SettingName): boolean => {
    const own = settingWords[name].map((key) => translate(key, { names: templateNames }));
    const text = [translate(sectionTitles[sectionOf(name)]), ...own, sameEverywhere[name] ?? ''].join('\n');
    return words.every((word) => findWords(text, [word]).length > 0);
  };
  return new Set(Object.keys(settingWords).filter(isSettingName).filter(fits));
}
