import { Hono } from 'hono';
import { LedgerError } from '../core/errors.ts';
import { asHtml } from '../core/visible.ts';
import { spansOf } from '../ledger/place.ts';
import { headOf, type Store } from '../store/store.ts';
import type { DeskRow, Piece } from './api.ts';
import { reviewOf, wordsOf } from './export.ts';
import { filterLabels } from './lists.ts';
import { missing, readFilter, readKind } from './query.ts';
import { citation } from './records.ts';
import { listRow, rowsOf } from './rows.ts';
import type { Views } from './views.ts';

/** Most rows one shared page holds; an export holds all. */
const MOST = 500;

const STYLE = `:root{color-scheme:light dark}body{max-width:46rem;margin:2rem auto;padding:0 1rem;
font:1.05rem/1.65 Charter,"Iowan Old Style",Georgia,"Liberation Serif",serif}h1{line-height:1.2}
small,.meta,.review,.furniture{font:.82rem/1.5 system-ui,sans-serif;opacity:.75}
.furniture{margin:.15rem 0}ol{padding-left:1.6rem}li{margin:.9rem 0}blockquote{margin:.2rem 0}sup a{text-decoration:none}
.mt{border-left:3px solid #9a4a12;padding-left:.6rem}footer{margin-top:2rem;border-top:1px solid}`;

/** A page that needs nothing else and runs nothing: no script, no picture, no request. */
function page(title: string, body: string, made: Date): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asHtml(title)}</title><style>${STYLE}</style></head>
<body>
${body}
<footer class="meta"><p>Made with Dragoman on ${made.toISOString().slice(0, 10)}. What nobody reviewed is marked as an
unreviewed machine reading: check it against the article before you rely on it.</p></footer>
</body></html>
`;
}

const when = (published: DeskRow['document']['published']): string =>
  published ? (published.from === published.to ? published.from : `${published.from} – ${published.to}`) : 'undated';

/** A link only where the address is a web address; anything else stays text. */
const place = (url: string | null, words: string): string =>
  url && /^https?:\/\//iu.test(url) ? `<a href="${asHtml(url)}" rel="noreferrer">${asHtml(words)}</a>` : asHtml(words);

function meta({ document }: Pick<DeskRow, 'document'>): string {
  const { publisher, published, url, title, location } = document;
  return `${place(url, title ?? location)}, ${asHtml(publisher ?? 'publisher unknown')}, ${asHtml(when(published))}`;
}

function kindOf({ record }: DeskRow): string {
  switch (record.kind) {
    case 'attribution':
      return `${record.form} ${record.act}${record.polarity === '-' ? ', denied' : ''}`;
    case 'event': {
      const side = (people: typeof record.actors) => people.map((p) => p.span.quote).join(', ');
      return `${side(record.actors)} ${record.type} ${side(record.recipients)} (${record.status})`;
    }
    case 'forecast': {
      const { wording, probability: p } = record;
      const range = p ? `${Math.round(p.low * 100)}–${Math.round(p.high * 100)} % (${p.scheme})` : 'no number';
      return `${wording.class} “${wording.span.quote}”, ${range}`;
    }
    case 'assessment':
      return `${record.dimension} ${record.direction ?? ''}`;
  }
}

const quoteOf = (row: DeskRow): string =>
  row.sentence
    ? row.sentence.map(({ words, role }) => (isStrong(role) ? `<b>${asHtml(words)}</b>` : asHtml(words))).join('')
    : asHtml(wordsOf(row.record));

/** The words that decide what a record says. */
const isStrong = (role: Piece['role']): boolean => role === 'cue' || role === 'trigger' || role === 'wording';

const translated = (row: Pick<DeskRow, 'document'>): string => {
  const mt = row.document.machineTranslated;
  return mt ? `<p class="meta mt">Machine-translated: ${asHtml(mt.reasons.join('; '))}.</p>` : '';
};

/** The checked footnote of a record as HTML; why there is none where its words stand there no more. */
function footnoteOf(store: Store, id: string): string {
  try {
    return citation(store, id).html;
  } catch (error) {
    if (error instanceof LedgerError) return asHtml(error.message);
    throw error;
  }
}

function item(row: DeskRow, id: string, withArticle: boolean, footnote: (id: string) => string): string {
  const chain = row.chain.map((link) => link.label).join(' › ');
  return `<li id="${id}"><small>${asHtml(row.record.kind === 'attribution' ? 'statement' : row.record.kind)}: ${asHtml(kindOf(row))}</small>
<blockquote>${quoteOf(row)}</blockquote>
<span class="meta">${asHtml(chain)}${withArticle ? ` · ${meta(row)}` : ''}</span>
<span class="review"> · ${asHtml(reviewOf(row))}</span>${withArticle ? translated(row) : ''}
<div class="meta">${footnote(row.record.id)}</div></li>`;
}

/** The article's text with a number behind the words of each record. */
function annotated(text: string, rows: readonly DeskRow[], document: ReturnType<Store['document']> & object): string {
  const chars = Array.from(text);
  const notes = new Map<number, string>();
  rows.forEach((row, i) => {
    const end = Math.max(...spansOf(row.record).map((s) => s.to));
    notes.set(end, `${notes.get(end) ? `${notes.get(end)} ` : ''}<sup><a href="#r${i + 1}">${i + 1}</a></sup>`);
  });
  const blocks = [
    ...document.body.map((span) => ({ ...span, look: '' })),
    ...document.furniture.map((span) => ({ ...span, look: ' class="furniture"' })),
  ].sort((a, b) => a.from - b.from);
  return blocks
    .map(({ from, to, look }) => {
      let html = '';
      for (let i = from; i < to; i++) html += asHtml(chars[i] ?? '') + (notes.get(i + 1) ?? '');
      return `<p${look}>${html}</p>`;
    })
    .join('\n');
}

/** Views as self-contained pages for somebody without Dragoman. */
export function share(store: Store, views: Views, now: () => Date): Hono {
  const app = new Hono();
  const file = (name: string, html: string) =>
    new Response(html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.html"`,
      },
    });
  app.get('/share/article/:file', (c) => {
    const id = c.req.param('file').replace(/\.html$/u, '');
    const document = store.document(id);
    if (!document) throw missing('article', id);
    const rows = rowsOf(store, headOf(document));
    const row = { document: headOf(document) };
    const title = document.title ?? document.location;
    const body = `<h1>${asHtml(title)}</h1><p class="meta">${meta(row)}</p>${translated(row)}
${annotated(store.text(id) ?? '', rows, document)}
<h2>What was found</h2><ol>${rows.map((r, i) => item(r, `r${i + 1}`, false, (id) => footnoteOf(store, id))).join('\n')}</ol>`;
    return file(`dragoman-${id}`, page(title, body, now()));
  });
  app.get('/share/list/:file', (c) => {
    const name = c.req.param('file').replace(/\.html$/u, '');
    const [kind, filter] = [readKind(name), readFilter(new URL(c.req.url).searchParams)];
    const rows = store.list(kind, { ...filter, limit: MOST }).map((row) => listRow(store, row));
    const total = store.count(kind, filter);
    const labels = filterLabels(store, views, filter);
    const asked = Object.entries(filter).map(([field, value]) => `${field}: ${labels[field] ?? value}`);
    const more = total > rows.length ? ` The newest ${rows.length} are shown.` : '';
    const body = `<h1>${total} ${asHtml(name)}</h1><p class="meta">${asHtml(asked.join(' · ') || 'no filter')}.${more}</p>
<ol>${rows.map((r, i) => item(r, `r${i + 1}`, true, (id) => footnoteOf(store, id))).join('\n')}</ol>`;
    return file(`dragoman-${name}`, page(`${total} ${name}`, body, now()));
  });
  return app;
}
