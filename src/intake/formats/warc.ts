import { gunzipSync } from 'node:zlib';
import { WARCParser } from 'warcio';
import { type Failure, failureOf, type Skipped, skipped, tooLarge } from '../source.ts';
import { broken, type Format, type Item } from './format.ts';

const PAGE = /^(?:text\/html|application\/xhtml\+xml|text\/plain)\b/iu;

/** The pages that were fetched whole, each with its address, type and time; the rest is skipped with its reason. */
export async function* warcItems(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  limit: number,
): AsyncGenerator<Item | Failure | Skipped> {
  let i = 0;
  try {
    for await (const record of WARCParser.iterRecords(stream, { keepHeadersCase: false })) {
      const { warcType, warcTargetURI: url } = record;
      const place = `${path}#${url ?? `record ${++i}`}`;
      const isPage = (warcType === 'response' || warcType === 'resource') && /^https?:/iu.test(url ?? '');
      if (!isPage) {
        yield skipped(`${place}`, `WARC ${warcType ?? 'record'}`);
        continue;
      }
      const headers = record.httpHeaders?.headers as Headers | undefined;
      const type = headers?.get('content-type') ?? record.warcContentType ?? '';
      const status = record.httpHeaders?.statusCode ?? 200;
      if (Number(status) !== 200) yield skipped(place, `WARC answer ${status}`);
      else if ((record.warcContentLength ?? 0) > limit) yield failureOf(place, tooLarge(place, limit));
      else if (!PAGE.test(String(type))) yield skipped(place, `${String(type).split(';')[0] || 'unknown'} in a WARC`);
      else {
        const bytes = await record.readFully(true);
        if (bytes.length > limit) yield failureOf(place, tooLarge(place, limit));
        else
          yield {
            id: url ?? null,
            bytes,
            known: {},
            contentType: String(type),
            finalUrl: url ?? null,
            retrieved: record.warcDate ?? null,
          };
      }
    }
  } catch (error) {
    yield broken(
      path,
      `The WARC breaks off: ${(error as Error).message}`,
      'What stands before is read; fetch it anew.',
    );
  }
}

const isWarc = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 7)).toString('latin1') === 'WARC/1.';

/** True for a gzip whose first member is a WARC record. */
function isZippedWarc(head: Uint8Array): boolean {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return false;
  try {
    return isWarc(gunzipSync(head, { finishFlush: 2, maxOutputLength: 50_000_000 }));
  } catch {
    return false;
  }
}

/** WARC files, also gzipped. */
export const warc: Format = {
  name: 'WARC',
  is: ({ head }) => isWarc(head) || isZippedWarc(head),
  items: (file) => warcItems(file.stream(), file.path, file.limit),
};
