import { loadFrequencies } from './frequencies.ts';
import { loadOpposites } from './opposites.ts';

/** What articles are compared by: how common words are, and which words contradict each other. */
export const loadBackground = () => ({ frequencies: loadFrequencies(), words: loadOpposites() });
