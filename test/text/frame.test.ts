import { expect, test } from 'vitest';
import { frameOf } from '../../src/text/frame.ts';
import { spent } from '../support/spent.ts';

const HEAD = '<title>Riders cross</title>';
const BODY = '<p>The riders crossed.</p>';

test.each([
  ['as it should be', `<!DOCTYPE html><html lang="en"><head>${HEAD}</head><body class="a">${BODY}</body></html>`, HEAD],
  [
    'with a body tag in a script',
    `<html lang="en"><head>${HEAD}<script>w('<body>')</script></head><body>${BODY}`,
    `${HEAD}<script>w('<body>')</script>`,
  ],
  [
    'with one in a style',
    `<html lang="en"><style>/* <body > */</style>${HEAD}<body>${BODY}`,
    `<style>/* <body > */</style>${HEAD}`,
  ],
  [
    'with one in the title',
    `<html lang="en"><title>On <body> tags</title><body>${BODY}`,
    '<title>On <body> tags</title>',
  ],
  [
    'with one in a conditional comment',
    `<html lang="en">${HEAD}<!--[if IE]><body class="ie"><![endif]--><body>${BODY}`,
    `${HEAD}<!--[if IE]><body class="ie"><![endif]-->`,
  ],
  [
    'whose body is revealed to others',
    `<html lang="en">${HEAD}<!--[if !IE]><!--><body><!--<![endif]-->${BODY}`,
    `${HEAD}<!--[if !IE]><!-->`,
  ],
  [
    'with one in an attribute',
    `<html lang="en"><meta content="a > b <body>">${HEAD}<body>${BODY}`,
    `<meta content="a > b <body>">${HEAD}`,
  ],
  ['with a stray quotation mark', `<html lang="en"><meta it's>${HEAD}<body>${BODY}`, `<meta it's>${HEAD}`],
])('a page %s is taken apart where its body begins', (_, html, head) => {
  const framed = frameOf(html);
  expect(framed).toMatchObject({ root: '<html lang="en">', head });
  expect(framed.body.replace('<!--<![endif]-->', '')).toBe(BODY);
});

test('without a body tag it begins where the head is closed, else at once', () => {
  expect(frameOf(`<head>${HEAD}</head>${BODY}`)).toEqual({ root: '', head: HEAD, body: BODY });
  expect(frameOf(BODY)).toEqual({ root: '', head: '', body: BODY });
});

test('a second body and what follows the page stay in it', () => {
  expect(frameOf(`<body>${BODY}</body></html><body>${BODY}</body>`).body).toBe(BODY + BODY);
});

test.each(['<', '<!', '<!--', '<a "', '<a x="', '<script>', '<body ', '<p x=>', '</'])(
  'a page of "%s" alone is taken apart in time',
  (sign) => {
    const since = spent();
    const { head, body } = frameOf(sign.repeat(400_000));
    expect(head.length + body.length).toBeLessThanOrEqual(sign.length * 400_000);
    expect(since()).toBeLessThan(2000);
  },
);
