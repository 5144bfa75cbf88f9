/** Longest text put into one line of a list; nobody sees more of it, and layout stays quick. Characters. */
const maxLineLength = 300;

/** Signs that are not seen, and turn or break what stands around them. */
// oxlint-disable-next-line no-control-regex -- these very signs are meant
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Words of somebody else: always text, with a direction of its own that cannot leak into what stands beside it. */
export function RemoteText({ text, className }: { text: string; className?: string | undefined }) {
  return (
    <bdi dir="auto" className={className}>
      {text.toWellFormed()}
    </bdi>
  );
}

/** The first line's worth of a text. */
export function lineOf(text: string): string {
  const cut = text.length > maxLineLength ? `${text.slice(0, maxLineLength)}…` : text;
  return cut.replace(/\s+/g, ' ').trim().toWellFormed();
}

/** The name of a line, messenger or person, without signs that could make it look like another one. */
export function plainName(name: string): string {
  return lineOf(name.replace(unseen, ' '));
}
