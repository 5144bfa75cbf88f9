/**
 * The desktop entry that starts the app with the session (Desktop Application Autostart Specification). `TryExec` makes
 * it void once the program is gone, and the mark tells the uninstaller that the file is ours.
 */
export const autostartMark = 'X-ChatApp-Notifier-Autostart=true';

/** @param command program and arguments, unquoted */
export function autostartEntry(command: readonly string[], name: string): string {
  const [program = ''] = command;
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${command.map(quoted).join(' ')}`,
    `TryExec=${escaped(program)}`,
    'Icon=chatapp-notifier',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    autostartMark,
    '',
  ].join('\n');
}

/** An argument of `Exec`: in quotes, with the specification's four characters escaped, and no field codes. */
function quoted(argument: string): string {
  const inner = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return escaped(/^[\w./=:@+,-]+$/.test(argument) ? argument : `"${inner}"`);
}

/** The escapes of any string in a desktop file come on top. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}
