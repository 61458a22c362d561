import { eld } from 'eld/small';

/** Longest stretch of body that language is judged by. */
const REACH = 2000;
/** Fewer letters than this say nothing. */
const ENOUGH = 60;

/**
 * ISO 639-1 code of the language a text is in; null where it is too short to say. Other alphabets are caught by n-grams
 * too (Efficient Language Detector, Nito 2023).
 */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, REACH);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < ENOUGH) return null;
  return eld.detect(sample).language || null;
}
