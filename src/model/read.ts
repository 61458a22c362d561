import type { Run, Table, Tagged } from './decode.ts';
import type { Window } from './windows.ts';

/** The width of a word's state. */
export const WIDTH = 384;

/** What the model says of one window; indices are words of the window. */
export interface WindowRead {
  readonly window: Window;
  readonly upos: readonly string[];
  readonly lemmas: readonly string[];
  /** −1 is the root of its sentence. */
  readonly heads: readonly number[];
  readonly deprels: readonly string[];
  readonly factuality: readonly number[];
  readonly names: readonly Tagged[];
  readonly frames: readonly FrameRead[];
  readonly events: readonly EventRead[];
}

/** A window before frames and events are read: word heads decoded, states kept. */
export interface WordsRead extends Omit<WindowRead, 'frames' | 'events'> {
  readonly states: Float32Array;
  readonly cues: readonly Tagged[];
  readonly pairs: Table;
  readonly sentences: readonly Run[];
}

/** An attribution in a window. */
export interface FrameRead {
  readonly cue: readonly Run[];
  readonly source: readonly Run[];
  readonly content: readonly Run[];
  readonly confidence: number;
}

/** The event of one sentence. */
export interface EventRead {
  readonly sentence: Run;
  readonly type: string;
  readonly confidence: number;
  readonly actor: readonly Run[];
  readonly recipient: readonly Run[];
  /** Word the type was read from most; null where no verb or noun stands out. */
  readonly trigger: number | null;
}
