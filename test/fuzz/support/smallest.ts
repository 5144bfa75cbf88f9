const tries = 1_500;

/** Cuts parts out of a text as long as it still fails, large ones first. */
export function smallest(text: string, fails: (text: string) => boolean): string {
  let current = text;
  let left = tries;
  for (
    let size = Math.ceil(text.length / 2);
    size >= 1 && left > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < current.length && left > 0; left -= 1) {
      const shorter = current.slice(0, from) + current.slice(from + size);
      if (fails(shorter)) current = shorter;
      else from += size;
    }
  }
  return current;
}
