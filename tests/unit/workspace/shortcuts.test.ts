import { shortcutKeys } from '../../../workspace/desk/shortcuts/shortcutKeys.ts';
import { type PressedKey, shortcutOf } from '../../../workspace/desk/shortcuts/shortcutOf.ts';

const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  typing: false,
  ...more,
});

describe('which command a key stands for', () => {
  it('no two commands have the same key', () => {
    const keys = Object.values(shortcutKeys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('a key alone is a command where nothing is written, and a letter where something is', () => {
    expect(shortcutOf(press('j'), 'single')).toBe('next');
    expect(shortcutOf(press('J'), 'single')).toBe('next');
    expect(shortcutOf(press('?'), 'single')).toBe('help');
    expect(shortcutOf(press('j', { typing: true }), 'single')).toBeNull();
    expect(shortcutOf(press('1'), 'single')).toBeNull();
  });

  it('with Alt it is a command in a field too, also where Alt writes another sign', () => {
    expect(shortcutOf(press('j', { altKey: true, typing: true }), 'single')).toBe('next');
    expect(shortcutOf(press('º', { code: 'KeyJ', altKey: true, typing: true }), 'single')).toBe('next');
  });

  it('AltGr, the system’s keys and what an input method composes write', () => {
    expect(shortcutOf(press('e', { altKey: true, ctrlKey: true, typing: true }), 'single')).toBeNull();
    expect(shortcutOf(press('c', { ctrlKey: true }), 'single')).toBeNull();
    expect(shortcutOf(press('a', { metaKey: true }), 'single')).toBeNull();
    expect(shortcutOf(press('a', { isComposing: true }), 'single')).toBeNull();
    expect(shortcutOf(press('k', { ctrlKey: true, typing: true }), 'single')).toBe('jump');
  });

  it('single keys can be switched off, and all of them', () => {
    expect(shortcutOf(press('j'), 'modifier')).toBeNull();
    expect(shortcutOf(press('j', { altKey: true }), 'modifier')).toBe('next');
    expect(shortcutOf(press('j', { altKey: true }), 'off')).toBeNull();
    expect(shortcutOf(press('k', { ctrlKey: true }), 'off')).toBeNull();
  });
});
