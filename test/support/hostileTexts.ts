/** What a stranger may write, and what a person may see of it. */
export interface HostileText {
  what: string;
  written: string;
  /** As a name of one line; as running text. */
  asName: string;
  asText: string;
}

const same = (what: string, written: string): HostileText => ({
  what,
  written,
  asName: written,
  asText: written,
});

const word = 'W'.repeat(100_000);

export const hostileTexts: readonly HostileText[] = [
  same('a script', '<script>window.hacked=1</script>'),
  same('a picture with a handler', '<img src=x onerror="window.hacked=1">'),
  same('a drawing with a handler', '<svg onload=window.hacked=1><style>*{display:none}</style></svg>'),
  same('markup', '</bdi><b>bold</b> &amp; &#60;i&#62; <a href="https://evil.example/">x</a>'),
  same('a script as a link', 'javascript:window.hacked=1'),
  same('a link', 'https://evil.example/?steal=1'),
  same('a formula', '=HYPERLINK("https://evil.example/","x")'),
  same('a formula that begins with a sign', "@SUM(1+1)*cmd|'/C calc'!A0"),
  {
    what: 'a turned direction',
    written: 'invoice\u202Efdp.exe\u2066 end',
    asName: 'invoice fdp.exe end',
    asText: 'invoice\u202Efdp.exe\u2066 end',
  },
  { what: 'NUL', written: 'be\u0000fore\u0007', asName: 'be fore', asText: 'before' },
  {
    what: 'halves of characters',
    written: 'half\uD800 and \uDC00half',
    asName: 'half\uFFFD and \uFFFDhalf',
    asText: 'half\uFFFD and \uFFFDhalf',
  },
  {
    what: 'a word of 100 kB',
    written: word,
    asName: `${word.slice(0, 299)}…`,
    asText: `${word.slice(0, 19_999)}…`,
  },
];
