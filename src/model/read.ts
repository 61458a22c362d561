import type { Run, Tagged } from './decode.ts';
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
  readonly acts: readonly ActRead[];
  readonly foretold: readonly ForetoldRead[];
  readonly claims: readonly Tagged[];
}

/** A window before frames are read: word heads decoded, states kept. */
export interface WordsRead extends Omit<WindowRead, 'frames'> {
  readonly states: Float32Array;
  readonly cues: readonly Tagged[];
  readonly sentences: readonly Run[];
}

/** An attribution in a window. */
export interface FrameRead {
  readonly cue: readonly Run[];
  readonly source: readonly Run[];
  readonly content: readonly Run[];
  readonly confidence: number;
}

/** A word of a window with the chance that it has a part. */
export interface LinkRead {
  readonly word: number;
  readonly confidence: number;
}

/** An act told by a word of a window. */
export interface ActRead extends LinkRead {
  readonly type: string;
  readonly status: string;
  readonly typeConfidence: number;
  readonly statusConfidence: number;
  readonly actors: readonly LinkRead[];
  readonly recipients: readonly LinkRead[];
  readonly times: readonly LinkRead[];
}

/** A word that heads what is foretold. */
export interface ForetoldRead extends LinkRead {
  readonly class: string;
}
