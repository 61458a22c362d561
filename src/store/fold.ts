/** A name for comparison: without case, accents, doubled spaces and the marks around it. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[‘’ʼ`]/gu, "'")
    .replace(/[^\p{L}\p{N}'&.-]+/gu, ' ')
    .trim();

/** The same without the article: "the Kremlin" is called as "Kremlin" is. */
export const bareName = (text: string): string => fold(text).replace(/^the /u, '');
