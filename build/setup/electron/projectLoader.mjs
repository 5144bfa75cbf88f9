/**
 * The `resources/app` of a runtime that has no `default_app` of its own: makes `<runtime> [project folder] …flags`
 * behave as Electron's own `electron .` does.
 * Written as text because it is a file of the runtime, not of this project.
 */
export const projectLoader = `import { app } from 'electron/main';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// <project>/node_modules/.cache/chatapp-notifier/<runtime>/resources/app/main.mjs
const ownProject = fileURLToPath(new URL('../../../../../../', import.meta.url));
const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const isProject = named !== undefined && existsSync(join(resolve(named), 'package.json'));
const project = isProject ? resolve(named) : resolve(ownProject);
const description = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
app.setName(description.productName ?? description.name);
app.setVersion(description.version);
app.setDesktopName(description.desktopName ?? \`\${app.name}.desktop\`);
app.setAppPath(project);
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.name));

// Awaited, so that what the project does while it loads still happens before Electron is ready.
await import(pathToFileURL(join(project, description.main)).href);
`;
