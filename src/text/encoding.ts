import type { Issue } from '../core/record.ts';

/** Decoded bytes: the text, the encoding it was read in, and what is doubtful about it. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  readonly issues: readonly Issue[];
}

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Stretch at the head of a page in which an encoding is declared (HTML standard: the first 1024 bytes; pages stray). */
const PRESCAN = 4096;
const DECLARED = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]+)/iu;

/**
 * Decodes the bytes of an article: byte order mark first, then UTF-8 where the bytes are valid UTF-8, then the encoding
 * declared by the server or the page, then windows-1251 or windows-1252, whichever gives the likelier letters.
 * Null where the bytes are no text at all (null bytes, control characters). A byte order mark is not part of the text.
 */
export function decode(bytes: Uint8Array, contentType: string | null = null): Decoded | null {
  const mark = MARKS.find(([sign]) => sign.every((byte, i) => bytes[i] === byte));
  if (mark) return decodedAs(mark[1], bytes);
  if (isBinary(bytes)) return null;
  const utf8 = attempt('utf-8', bytes, true);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', issues: mojibake(utf8) };
  const declared = declaredEncoding(bytes, contentType);
  if (declared && declared !== 'utf-8') return decodedAs(declared, bytes);
  if (mostlyUtf8(bytes)) return decodedAs('utf-8', bytes);
  const guessed = decodedAs(likelierCodePage(bytes), bytes);
  return { ...guessed, issues: [...guessed.issues, ...strayLetters(guessed.text)] };
}

/** Cyrillic letters inside Latin words of a Latin text: bytes that fit no encoding, guessed to be windows-1251. */
function strayLetters(text: string): readonly Issue[] {
  const mixed = /\p{Script=Latin}{1,40}\p{Script=Cyrillic}{1,40}\p{Script=Latin}/u.exec(text)?.[0];
  const count = (letters: RegExp): number => text.match(letters)?.length ?? 0;
  if (!mixed || count(/\p{Script=Cyrillic}/gu) > count(/\p{Script=Latin}/gu)) return [];
  return [{ code: 'encoding', message: `Some bytes fit no encoding; they read as in “${mixed}”.` }];
}

function decodedAs(encoding: string, bytes: Uint8Array): Decoded {
  const text = attempt(encoding, bytes, false) ?? '';
  const broken = text.includes('\ufffd')
    ? [{ code: 'encoding', message: `Some bytes are not valid ${encoding}; they read \ufffd.` }]
    : [];
  return { text, encoding, issues: [...broken, ...mojibake(text)] };
}

function attempt(encoding: string, bytes: Uint8Array, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Null bytes, or more than one control character in fifty: no encoding of prose has them. */
function isBinary(bytes: Uint8Array): boolean {
  let control = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) control++;
  }
  return control > bytes.length / 50;
}

function declaredEncoding(bytes: Uint8Array, contentType: string | null): string | null {
  const header = /charset\s*=\s*["']?([\w-]+)/iu.exec(contentType ?? '')?.[1];
  const head = Buffer.from(bytes.subarray(0, PRESCAN)).toString('latin1');
  const found = DECLARED.exec(head);
  const name = header ?? found?.[1] ?? found?.[2];
  if (!name) return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** True where broken bytes are rare among good UTF-8 sequences: a damaged file, not another encoding. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const broken = text.match(/\ufffd/gu)?.length ?? 0;
  const good = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return broken * 4 < good || (good > 0 && broken <= 2);
}

/**
 * windows-1251 where most high bytes are its letters а–я, and stand side by side as in words; else windows-1252, whose
 * accented letters stand alone among ASCII ones.
 */
function likelierCodePage(bytes: Uint8Array): string {
  let [high, lower, pairs] = [0, 0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    high++;
    if (bytes[i]! >= 0xe0) lower++;
    if (bytes[i]! >= 0xc0 && bytes[i + 1]! >= 0xe0) pairs++;
  }
  return pairs > high * 0.4 && lower > high * 0.5 ? 'windows-1251' : 'windows-1252';
}

/** UTF-8 once read as windows-1252 or windows-1251 and saved so: â€™, Ð¿Ñ€, вЂ™, Рё. */
const GARBLED =
  /â€[™œ\u009d\u0080-\u009f“”˜¦]|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|(?:[ÐÑ][\u0080-\u00bf\u2018-\u2022ƒ…‚„†‡ˆ‰Š‹Œ]){2}|вЂ[™њќ“”˜¦]|(?:[РС][°±²Ііµ‘’ѓѐёћќў\u0402-\u040f\u0452-\u045f\u00a0-\u00bf]){3}/gu;

function mojibake(text: string): readonly Issue[] {
  const found = text.match(GARBLED);
  if (!found || found.length < 2) return [];
  const message = `Characters were garbled before this file was written (“${found[0]}”, ${found.length} times): read in the wrong encoding.`;
  return [{ code: 'mojibake', message }];
}
