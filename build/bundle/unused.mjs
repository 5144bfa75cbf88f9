/**
 * What libraries load at their start and this app never asks them for: half of the main process's code was that. It
 * says so where somebody asks for it after all.
 */

/** @param {string} what */
function notHere(what) {
  throw new Error(
    `${what} was left out of the app (build/bundle/unused.mjs): put it back where it is needed.`,
  );
}

/** conf checks settings by JSON schema where it is given one; the app gives zod's word for them instead. */
export function Ajv2020() {
  notHere('ajv');
}

/** dbus-native reads descriptions of objects, which the app has no use for: it knows what it calls. */
export function Parser() {
  notHere('xml2js');
}

export const parseString = () => notHere('xml2js');

const formats = () => notHere('ajv-formats');
export default formats;
