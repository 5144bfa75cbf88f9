import type { Settings } from '../../electron/shared/settings.ts';

/** How the window can look while a picture is taken. */
export interface Look {
  readonly size: Size;
  readonly theme: 'light' | 'dark' | 'contrast';
  readonly language: 'en' | 'ru';
  readonly density: Settings['density'];
}

export interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Per cent. */
  readonly zoom: number;
}

export const large: Size = { name: '1400x900', width: 1400, height: 900, zoom: 100 };
export const small: Size = { name: '800x600', width: 800, height: 600, zoom: 100 };
export const twice: Size = { name: '1040x700-200', width: 1040, height: 700, zoom: 200 };

const sizes = [large, twice, small] as const;
const themes = ['light', 'dark', 'contrast'] as const;
const languages = ['ru', 'en'] as const;

export function lookName({ size, theme, language, density }: Look): string {
  return `${size.name}-${theme}-${language}${density === 'compact' ? '-compact' : ''}`;
}

/**
 * The looks of one scene: every size once, and with `often` in both languages. Themes and languages move on from scene
 * to scene, so that the set as a whole holds each of them with each other.
 * @param place of the scene among all
 */
export function looksOf(place: number, often: boolean): Look[] {
  return sizes.flatMap((size, step) => {
    const turn = place + step;
    const language = languages[(turn + Math.floor(place / sizes.length)) % languages.length] ?? 'en';
    return (often ? languages : [language]).map((spoken, second) => ({
      size,
      theme: themes[(turn + second) % themes.length] ?? 'light',
      language: spoken,
      density: 'comfortable' as const,
    }));
  });
}
