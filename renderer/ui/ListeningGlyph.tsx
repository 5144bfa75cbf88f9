import { useId } from 'react';
import type { ChannelState } from '../../electron/shared/appState.ts';
import type { Listening } from '../../electron/shared/listening.ts';
import classes from './ListeningGlyph.module.css';

/** The tray's bubble on its 16 px grid: the same shapes mean the same here. */
const bubble =
  'M4 1.5h8A2.5 2.5 0 0 1 14.5 4v5.5A2.5 2.5 0 0 1 12 12H8.6l-3.4 2.7V12H4A2.5 2.5 0 0 1 1.5 9.5V4A2.5 2.5 0 0 1 4 1.5Z';

type Shape = 'filled' | 'half' | 'slashed' | 'dashed' | 'outline';

export function listeningShape(status: Listening['status']): Shape {
  switch (status) {
    case 'listening':
      return 'filled';
    case 'partly':
      return 'half';
    case 'locked':
    case 'signedOut':
      return 'dashed';
    case 'connecting':
      return 'outline';
    case 'noLines':
    case 'notListening':
      return 'slashed';
  }
}

export function channelShape(status: ChannelState['status']): Shape {
  switch (status) {
    case 'listening':
      return 'filled';
    case 'waiting':
    case 'asking':
      return 'outline';
    case 'off':
      return 'dashed';
    case 'noAccess':
    case 'failing':
      return 'slashed';
  }
}

/** A state by its shape; the words stand beside it, so that it is hidden from screen readers. */
export function ListeningGlyph({ shape, size = 16 }: { shape: Shape; size?: number }) {
  const clip = useId();
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      className={classes[shape]}
      aria-hidden="true"
      data-shape={shape}
    >
      <path
        d={bubble}
        fill={shape === 'filled' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeDasharray={shape === 'dashed' ? '2.1 1.7' : undefined}
      />
      {shape === 'half' && (
        <>
          <clipPath id={clip}>
            <rect width="8" height="16" />
          </clipPath>
          <path d={bubble} fill="currentColor" clipPath={`url(#${clip})`} />
        </>
      )}
      {shape === 'slashed' && (
        <path d="M2.2 14.2 13.8 1.4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      )}
    </svg>
  );
}
