import { useSlow } from '../state/useNow.ts';
import classes from './Skeleton.module.css';

/** Quiet rows of the true shape while something is read; nothing at all when it comes quickly. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  const slow = useSlow();
  return (
    <output className={classes.skeleton}>
      <span className="visuallyHidden">{label}</span>
      {slow &&
        Array.from({ length: rows }, (_nothing, index) => (
          <span key={index} className={classes.row} aria-hidden="true">
            <span className={classes.glyph} />
            <span className={classes.lines}>
              <span className={classes.line} />
              <span className={classes.line} />
            </span>
          </span>
        ))}
    </output>
  );
}
