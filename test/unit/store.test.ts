import { describe, expect, it } from 'vitest';
import { createStore, type Snapshot } from '../../electron/core/state/store.ts';
import { appState } from '../support/states.ts';

describe('the store', () => {
  it('announces every change, with a revision that grows', () => {
    const store = createStore(appState());
    const heard: Snapshot[] = [];
    store.subscribe((snapshot) => heard.push(snapshot));
    const before = store.snapshot();
    store.update((state) => ({ ...state, unread: 1 }));
    store.update((state) => ({ ...state, unread: state.unread + 1 }));
    expect(heard.map(({ value }) => value.unread)).toEqual([1, 2]);
    expect(heard.map(({ revision }) => revision)).toEqual([before.revision + 1, before.revision + 2]);
    expect(store.snapshot()).toBe(heard.at(-1));
    expect(store.get().unread).toBe(2);
    expect(before.value.unread).toBe(0);
  });

  it('announces nothing when nothing changed', () => {
    const store = createStore(appState());
    let announcements = 0;
    store.subscribe(() => (announcements += 1));
    const { revision } = store.snapshot();
    store.update((state) => state);
    expect(announcements).toBe(0);
    expect(store.snapshot().revision).toBe(revision);
  });

  it('tells nobody who has left, even when leaving is the answer to an announcement', () => {
    const store = createStore(appState());
    const heard: string[] = [];
    const leave = store.subscribe(() => {
      heard.push('first');
      leave();
    });
    store.subscribe(() => heard.push('second'));
    store.update((state) => ({ ...state, unread: 1 }));
    store.update((state) => ({ ...state, unread: 2 }));
    leave();
    expect(heard).toEqual(['first', 'second', 'second']);
  });

  it('ends with the newest revision, even when a listener changes the state', () => {
    const store = createStore(appState());
    store.subscribe(({ value }) => {
      if (value.unread === 1) store.update((state) => ({ ...state, unread: 2 }));
    });
    let newest: Snapshot | null = null;
    store.subscribe((snapshot) => {
      if (newest === null || snapshot.revision > newest.revision) newest = snapshot;
    });
    store.update((state) => ({ ...state, unread: 1 }));
    expect(newest).toEqual(store.snapshot());
  });
});
