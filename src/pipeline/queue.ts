/** Work that many hands take from while it is still being listed. */
export interface Queue<T> {
  readonly add: (item: T) => void;
  /** Gives back an item that was taken but not begun; it goes out again even after `close`. */
  readonly back: (item: T) => void;
  /** No more will be added. */
  readonly close: () => void;
  /** Nothing more is handed out, whatever waits. */
  readonly stop: () => void;
  /** The next item, waiting for one to be added; undefined where none will come. */
  readonly take: () => Promise<T | undefined>;
}

export function makeQueue<T>(): Queue<T> {
  let items: T[] = [];
  let head = 0;
  let isClosed = false;
  let waiting: ((item: T | undefined) => void)[] = [];
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
    back: add,
    close: () => {
      isClosed = true;
      release();
    },
    stop: () => {
      isClosed = true;
      items = [];
      head = 0;
      release();
    },
    take: () => {
      if (head < items.length) return Promise.resolve(items[head++]);
      [items, head] = [[], 0];
      if (isClosed) return Promise.resolve(undefined);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
