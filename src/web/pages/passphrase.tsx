// The passphrase of a protected attachment, to be read out or copied.

import type { VNode } from 'preact';

export function Passphrase({
  label,
  passphrase,
}: {
  readonly label: string;
  readonly passphrase: string;
}): VNode {
  return (
    <p>
      {label}
      <br />
      <code class="passphrase">{passphrase}</code>
    </p>
  );
}
