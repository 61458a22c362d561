import type { DocumentsAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { Answered, ArticleLine, Empty, Pager } from '../parts.tsx';
import { Search } from '../search.tsx';
import { address, param, useTitle } from '../url.ts';

const PAGE = 30;

/** Every article of the ledger, newest first, found by words of its headline and text. */
export function Articles() {
  useTitle('Articles');
  const [words, since, until] = [param('words'), param('since'), param('until')];
  const offset = param('offset');
  const path = address('/api/documents', { words, since, until, offset, limit: String(PAGE) });
  const answer = useAnswer<DocumentsAnswer>(path);
  return (
    <div class="narrow">
      <h1>Articles</h1>
      <Search placeholder="Words in the headline or text" />
      <Answered answer={answer}>
        {(data) => (
          <>
            {data.documents.length === 0 && <NoArticles isNarrowed={Boolean(words || since || until || offset)} />}
            <ol class="articles">
              {data.documents.map((document) => (
                <ArticleLine key={document.id} document={document} />
              ))}
            </ol>
            <Pager total={data} offset={data.offset} size={PAGE} />
          </>
        )}
      </Answered>
    </div>
  );
}

const NoArticles = ({ isNarrowed }: { isNarrowed: boolean }) =>
  isNarrowed ? (
    <Empty title="No article in the ledger has all these words.">
      <p>
        Try fewer words, or <a href="/articles">see all articles</a>.
      </p>
    </Empty>
  ) : (
    <Empty title="No article has been read into this ledger yet.">
      <p>
        <a href="/add">Add articles</a> by dropping files, pasting a text, or naming a folder or an address.
      </p>
    </Empty>
  );
