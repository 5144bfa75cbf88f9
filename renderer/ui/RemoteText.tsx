/** Longest text put into one line of a list; nobody sees more of it, and layout stays quick. Characters. */
const maxLineLength = 300;

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
