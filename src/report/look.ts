import type { Tone } from './blocks.ts';

/** How a tone looks: its mark, what the mark means when nothing stands beside it, and its colours on white. */
export interface ToneLook {
  readonly mark: string;
  readonly word: string;
  /** For marks, bars and lines; at least 4.5:1 on white and on the tint. */
  readonly colour: string;
  /** For the ground of a callout. */
  readonly tint: string;
}

/** The looks of all tones. Marks differ by shape, so that print in grey loses nothing. */
export const tones: Readonly<Record<Tone, ToneLook>> = {
  good: { mark: '✓', word: 'Good', colour: '#15803d', tint: '#f0fdf4' },
  notice: { mark: '●', word: 'OK', colour: '#1d4ed8', tint: '#eff6ff' },
  warning: { mark: '⚠', word: 'Warning', colour: '#b45309', tint: '#fffbeb' },
  bad: { mark: '✗', word: 'Problem', colour: '#b91c1c', tint: '#fef2f2' },
  off: { mark: '–', word: 'Off', colour: '#475569', tint: '#f8fafc' },
  unknown: { mark: '?', word: 'Unknown', colour: '#475569', tint: '#f8fafc' },
};

/** The colours of everything that has no tone. */
export const colours = {
  ink: '#1e293b',
  muted: '#526077',
  line: '#dbe2ea',
  zebra: '#f8fafc',
  ground: '#eef2f6',
  brand: '#12324f',
  brandSoft: '#c6d6e6',
  accent: '#2f6fa7',
  link: '#1d4ed8',
  white: '#ffffff',
} as const;
