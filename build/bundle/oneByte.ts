import type { Plugin } from 'vite';

/**
 * Writes the code in ASCII. V8 keeps a program's text as long as it runs, with two bytes for every character as soon as
 * one of them is not of Latin-1, and the words in Russian are not: 0.6 MB.
 */
export function oneByte(): Plugin {
  return {
    name: 'one-byte',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const part of Object.values(bundle)) {
          if (part.type === 'chunk') part.code = part.code.replace(/[\u0080-\uFFFF]/g, escaped);
        }
      },
    },
  };
}

/** Right in strings, templates and patterns; names of ours are ASCII. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
