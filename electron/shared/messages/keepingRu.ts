import { firstDayRu } from './firstDayRu.ts';
import { systemRu } from './systemRu.ts';
import type { keepingEn } from './keepingEn.ts';

/** То же по-русски. */
export const keepingRu: Record<keyof typeof keepingEn, string> = {
  ...firstDayRu,
  ...systemRu,

  'settings.themeContrast': 'Высокая контрастность',
  'settings.zoom': 'Размер всего',
  'settings.zoomPercent': '{zoom} %',
  'settings.sendWith': 'Ответ отправляется по',
  'settings.sendWithCtrlEnter': 'Ctrl+Enter',
  'settings.sendWithEnter': 'Enter',
  'keeping.title': 'История',
  'keeping.what': 'События хранятся только на этом компьютере.',
  'keeping.now':
    '{events, plural, =0 {Событий нет} one {# событие} few {# события} many {# событий} other {# события}} · {size} на диске{since, select, none {} other { · с {since}}}',
  'keeping.days': 'Хранить события (дней)',
  'keeping.events': 'И не больше (событий)',
  'keeping.erase': 'Стереть историю…',
  'keeping.eraseSure':
    'Стереть все события? Вместе с ними уйдёт всё непрочитанное, отложенное и ждущее ответа. Вход и настройки останутся.',
  'keeping.eraseYes': 'Стереть все события',
  'keeping.erased': 'Стёрто.',
  'keeping.export': 'Сохранить настройки в файл…',
  'keeping.import': 'Взять настройки из файла…',
  'keeping.fileWhat': 'Без входа в аккаунт. Адреса серверов из файла не берутся.',
  'keeping.exported': 'Сохранено: {file}',
  'keeping.exportFailed': 'Файл не записан. Выберите другую папку.',
  'keeping.imported': 'Настройки взяты из файла.',
  'keeping.importedBut': 'Взято всё, кроме того, что не подошло: {paths}',
  'keeping.importUnreadable': 'В этом файле нет настроек приложения. Ничего не изменено.',
  'keeping.importNewer': 'Файл от более новой версии приложения. Ничего не изменено.',
  'activity.title': 'Сегодня',
  'activity.what':
    '{incoming, plural, one {Пришло # сообщение} few {Пришло # сообщения} many {Пришло # сообщений} other {Пришло # сообщения}}, {answered, plural, one {отвечено в # чате} few {отвечено в # чатах} many {отвечено в # чатах} other {отвечено в # чата}}',
  'activity.line': 'Линия',
  'activity.allLines': 'Все линии',
  'activity.hour': 'Час',
  'activity.incoming': 'Сообщения',
  'activity.answered': 'Отвечено',
  'activity.wait': 'Среднее ожидание',
  'about.title': 'О приложении',
  'about.folder': 'Папка с данными',
  'about.log': 'Журнал',
  'about.openFolder': 'Открыть папку',
  'about.copyDiagnostics': 'Скопировать диагностику',
  'about.diagnosticsWhat': 'Для поддержки: версии и состояния, без имён, сообщений и токенов.',
  'about.copied': 'Скопировано.',
  'about.licence': 'Свободная программа под лицензией MIT.',
};
