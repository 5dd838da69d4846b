/** Six jacks and a cord between two of them. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0b6e6b" />
      <g fill="#9fe6dd">
        <circle cx="8.5" cy="11" r="2.6" />
        <circle cx="16" cy="11" r="2.6" />
        <circle cx="23.5" cy="11" r="2.6" />
        <circle cx="8.5" cy="21" r="2.6" />
        <circle cx="16" cy="21" r="2.6" />
        <circle cx="23.5" cy="21" r="2.6" />
      </g>
      <path d="M8.5 11c1 9 14 1 15 10" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" />
    </svg>
  );
}
