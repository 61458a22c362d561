/** Work that many hands take from while it is still being listed. */
export interface Queue<T> {
  readonly add: (item: T) => void;
  /** Resolves when fewer than `most` items wait, or when nothing more is handed out. */
  readonly room: (most: number) => Promise<void>;
  /** Gives back an item that was taken but not begun; it goes out again even after `close`. */
  readonly back: (item: T) => void;
  /** No more will be added. */
  readonly close: () => void;
  /** Nothing more is handed out, whatever waits. */
  readonly stop: () => void;
  /** The next item, waiting for one to be added; undefined where none will come. */
  readonly take: () => Promise<T | undefined>;
}

/** Taken items that may stand in the list before it is cut. */
const MANY = 256;

export function makeQueue<T>(): Queue<T> {
  let items: T[] = [];
  let head = 0;
  let isClosed = false;
  let waiting: ((item: T | undefined) => void)[] = [];
  let full: { readonly most: number; readonly go: () => void }[] = [];
  const makeRoom = () => {
    const free = full.filter(({ most }) => items.length - head < most);
    full = full.filter((one) => !free.includes(one));
    for (const { go } of free) go();
  };
  const release = () => {
    for (const hand of waiting) hand(undefined);
    waiting = [];
  };
  const add = (item: T): void => {
    const hand = waiting.shift();
    if (hand) hand(item);
    else items.push(item);
  };
  return {
    add,
    room: (most) => (items.length - head < most ? Promise.resolve() : new Promise((go) => full.push({ most, go }))),
    back: add,
    close: () => {
      isClosed = true;
      release();
    },
    stop: () => {
      isClosed = true;
      items = [];
      head = 0;
      makeRoom();
      release();
    },
    take: () => {
      if (head < items.length) {
        const item = items[head++];
        if (head > MANY) [items, head] = [items.slice(head), 0]; // what was taken is held no longer
        makeRoom();
        return Promise.resolve(item);
      }
      [items, head] = [[], 0];
      if (isClosed) return Promise.resolve(undefined);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
