import { expect, test } from 'vitest';
import { decode } from '../../src/text/encoding.ts';

/** Encodes Cyrillic and Latin letters in a one-byte code page. */
const inPage = (text: string, encoding: string): Uint8Array => {
  const table = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  return Uint8Array.from(text, (letter) => table.indexOf(letter));
};

const RUSSIAN = 'Король Рохана отказался подписать договор. “Не сейчас”, — сказал он.';

test('byte order marks win, and are not part of the text', () => {
  expect(decode(Buffer.from('\ufeffLórien'))).toMatchObject({ text: 'Lórien', encoding: 'utf-8', issues: [] });
  expect(decode(Buffer.from('\ufeffLórien', 'utf16le'))).toMatchObject({ text: 'Lórien', encoding: 'utf-16le' });
});

test('valid UTF-8 is UTF-8, whatever is declared', () => {
  const page = '<meta charset="windows-1251"><p>Lórien “speaks”</p>';
  expect(decode(Buffer.from(page))).toMatchObject({ text: page, encoding: 'utf-8', issues: [] });
});

test('a declared code page is used: by the server, by the page', () => {
  const bytes = inPage(`<meta charset=windows-1251><p>${RUSSIAN}`, 'windows-1251');
  expect(decode(bytes)!.text).toContain(RUSSIAN);
  expect(
    decode(
      inPage(RUSSIAN, 'koi8-r').map((b) => (b === 255 ? 63 : b)),
      'text/html; charset=koi8-r',
    )!.text,
  ).toContain('Король Рохана');
});

test('undeclared Cyrillic and Latin code pages are told by their letters', () => {
  expect(decode(inPage(RUSSIAN, 'windows-1251'))).toMatchObject({ text: RUSSIAN, encoding: 'windows-1251' });
  const latin = 'The café in Lórien said “no” — naïvely, perhaps.';
  expect(decode(inPage(latin, 'windows-1252'))).toMatchObject({ text: latin, encoding: 'windows-1252' });
});

test('a few broken bytes in UTF-8 leave it UTF-8, with an issue', () => {
  const bytes = Buffer.concat([Buffer.from('Король Рохана '), Buffer.from([0xff]), Buffer.from(' отказался')]);
  const decoded = decode(bytes)!;
  expect(decoded).toMatchObject({ text: 'Король Рохана \ufffd отказался', encoding: 'utf-8' });
  expect(decoded.issues.map((issue) => issue.code)).toEqual(['encoding']);
});

test('stray bytes that land in a Latin word as Cyrillic letters are flagged; a Russian text with a Latin letter is not', () => {
  const stray = Buffer.concat([
    Buffer.from('Rohan sells hor'),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('ses to Gondor.'),
  ]);
  expect(decode(stray)!.issues.map((issue) => issue.code)).toEqual(['encoding']);
  expect(decode(inPage(`${RUSSIAN} Рoхан.`, 'windows-1251'))!.issues).toEqual([]);
});

test('text garbled before it was saved is flagged', () => {
  const once = (text: string, encoding: string) => new TextDecoder(encoding).decode(Buffer.from(text));
  for (const text of [once('“No,” said the king’s son.', 'windows-1252'), once(RUSSIAN, 'windows-1251')])
    expect(decode(Buffer.from(text))!.issues.map((issue) => issue.code)).toEqual(['mojibake']);
  expect(decode(Buffer.from(`${RUSSIAN} Ça va, Renée? Où? À Âne.`))!.issues).toEqual([]);
});

test('bytes that are no text are refused', () => {
  expect(decode(Buffer.from('abc\0def'))).toBeNull();
  expect(decode(Uint8Array.from({ length: 300 }, (_, i) => (i % 31) + 1))).toBeNull();
});
