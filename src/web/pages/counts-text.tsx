// How many people outside and inside get the mail, and how many files, in one line.

import type { VNode } from 'preact';
import type { Counts } from '../recipient-groups.ts';
import type { Visit } from '../visit.ts';

type Props = { readonly visit: Visit; readonly counts: Counts };

export function CountsText({ visit, counts }: Props): VNode {
  const { people } = visit.words;
  const { outside, affiliate, inside, outsideOrganizations, files } = counts;
  return (
    <span class="counts">
      {outside > 0 && (
        <span class="part">
          <b>{people.outside(outside)}</b>{' '}
          <span class="quiet">{people.organizations(outsideOrganizations)}</span>
        </span>
      )}
      {affiliate > 0 && <span class="part">{people.affiliate(affiliate)}</span>}
      {inside > 0 && <span class="part">{people.inside(inside)}</span>}
      {files > 0 && (
        <span class="part">
          <b>{people.files(files)}</b>
        </span>
      )}
    </span>
  );
}
