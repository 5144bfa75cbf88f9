import { firstDayEn } from './firstDayEn.ts';
import { systemEn } from './systemEn.ts';

/** The window's words for the history, settings as a file, and what this app is. */
export const keepingEn = {
  ...firstDayEn,
  ...systemEn,

  'settings.themeContrast': 'High contrast',
  'settings.zoom': 'Size of everything',
  'settings.zoomPercent': '{zoom} %',
  'settings.sendWith': 'An answer is sent with',
  'settings.sendWithCtrlEnter': 'Ctrl+Enter',
  'settings.sendWithEnter': 'Enter',
  'keeping.title': 'History',
  'keeping.what': 'Events are kept on this computer only.',
  'keeping.now':
    '{events, plural, =0 {No events} one {# event} other {# events}} · {size} on disk{since, select, none {} other { · since {since}}}',
  'keeping.days': 'Keep events for (days)',
  'keeping.events': 'And at most (events)',
  'keeping.erase': 'Erase history…',
  'keeping.eraseSure':
    'Erase all events? What is unread, held or waiting goes with them. Sign-ins and settings stay.',
  'keeping.eraseYes': 'Erase all events',
  'keeping.erased': 'Erased.',
  'keeping.export': 'Save settings to a file…',
  'keeping.import': 'Take settings from a file…',
  'keeping.fileWhat': 'Without sign-ins. Server addresses are not taken from a file.',
  'keeping.exported': 'Saved: {file}',
  'keeping.exportFailed': 'The file could not be written. Choose another folder.',
  'keeping.imported': 'The settings were taken over.',
  'keeping.importedBut': 'Taken over, but for what does not fit: {paths}',
  'keeping.importUnreadable': 'That file holds no settings of this app. Nothing was changed.',
  'keeping.importNewer': 'That file is from a newer version of this app. Nothing was changed.',
  'activity.title': 'Today',
  'activity.what':
    '{incoming, plural, one {# message came} other {# messages came}}, {answered, plural, one {# chat was answered} other {# chats were answered}}',
  'activity.line': 'Line',
  'activity.allLines': 'All lines',
  'activity.hour': 'Hour',
  'activity.incoming': 'Messages',
  'activity.answered': 'Answered',
  'activity.wait': 'Mean wait',
  'about.title': 'About',
  'about.folder': 'Data folder',
  'about.log': 'Log',
  'about.openFolder': 'Open folder',
  'about.copyDiagnostics': 'Copy diagnostics',
  'about.diagnosticsWhat': 'For support: versions and states, no names, messages or tokens.',
  'about.copied': 'Copied.',
  'about.licence': 'Free software under the MIT licence.',
} as const;
