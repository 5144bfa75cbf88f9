import { useEffect, useRef, type RefObject } from 'react';

/** A form that opens among other things: brought into view as far as it fits, its heading with the keyboard. */
export function useEditorStart(): {
  form: RefObject<HTMLDivElement | null>;
  heading: RefObject<HTMLHeadingElement | null>;
} {
  const form = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const element = form.current;
    if (element !== null) {
      // Of a form that does not fit, "nearest" may be the end.
      const fits = element.offsetHeight < window.innerHeight * 0.8;
      element.scrollIntoView({ block: fits ? 'nearest' : 'start' });
    }
    heading.current?.focus({ preventScroll: true });
  }, []);
  return { form, heading };
}
