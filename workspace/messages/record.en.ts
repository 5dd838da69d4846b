import type { Insight } from '../../contracts/header.ts';
import { headerFields } from '../../contracts/headerFields.ts';
import type { Messages } from './en.ts';

type Field = keyof Messages['fields'];

/** Those of docs/record.md, without its marks. */
const definitions = Object.fromEntries(
  Object.entries(headerFields).map(([field, { definition }]) => [
    field,
    definition.replaceAll('`null`', 'empty').replaceAll('`', ''),
  ]),
) as Record<keyof typeof headerFields, string>;

/** The texts of the studio's pages about the record, in English; the definitions are those of the documentation. */
export const en = {
  list: {
    moreFilters: 'Filter by another field',
    chooseField: 'Choose a field…',
    columns: 'Columns',
    export: 'Export CSV',
    exporting: 'Exporting…',
    exported: 'The list was exported.',
  },
  picker: {
    title: 'Columns of the list',
    hint: 'Pick what the list shows and in which order. A double click or Enter moves a field to the other side.',
    available: 'Available',
    shown: 'Shown, in this order',
    add: 'Add',
    remove: 'Remove',
    up: 'Up',
    down: 'Down',
    reset: 'Back to the standard columns',
    apply: 'Show these columns',
    added: (fields: string) => `Added: ${fields}`,
    removed: (fields: string) => `Removed: ${fields}`,
    moved: (fields: string) => `Moved: ${fields}`,
  },
  views: {
    actions: 'Actions for the saved filters',
    saveNow: 'Save',
    menu: 'Saved filters',
    all: 'All interactions',
    changed: 'Unsaved filters',
    sharedBy: 'shared',
    standard: 'opens first',
    saveAs: 'Save as…',
    save: 'Save the changes',
    delete: 'Delete',
    makeStandard: 'Open this one first',
    title: 'Save these filters',
    hint: 'The filters, the order and the columns are kept under this name.',
    name: 'Name',
    share: 'Everybody may use it',
    saved: 'Saved.',
    deleted: 'Deleted.',
    deleteTitle: (name: string) => `Delete “${name}”?`,
    deleteText: 'The interactions stay; only the saved filters go.',
  },
  tabs: {
    routing: 'Routing',
    person: "User's interactions",
    insights: 'Insights',
    audit: 'Audit',
  },
  edit: {
    action: 'Edit',
    title: (number: string) => `Edit ${number}`,
    workNote: 'New work note',
    tagsHint: 'Several, with commas between',
    save: 'Save',
    saved: 'The record is saved.',
  },
  details: {
    showDefinitions: 'Say what every field means',
  },
  person: {
    hidden: 'You may not see whom it is for',
    hiddenHint: 'An access rule hides this from you.',
    caption: 'Interactions of the same person',
    lead: (name: string) => `Every interaction that was opened for ${name}, newest first.`,
    guest: 'This guest is known by this browser alone; who signs in later begins a list of their own.',
    only: 'This is the only one.',
    this: 'this one',
    more: 'Show more',
  },
  insights: {
    caption: 'Interaction insights',
    lead: 'What was measured over each part of the conversation, at its end.',
    part: 'Part',
    with: 'With',
    user: 'Requester',
    sentiment: 'Sentiment',
    normalized: 'Normalised',
    neutral: (lower: string, upper: string) => `neutral from ${lower} to ${upper}`,
    turns: 'Measured messages',
    period: 'From – to',
    endedBy: 'Ended by',
    kinds: { virtual_agent: 'Virtual Agent', live: 'Live' } satisfies Record<Insight['kind'], string>,
    endings: {
      handoff: 'handoff to a person',
      returned: 'return',
      transferred: 'transfer',
      closed: 'end of the conversation',
    } satisfies Record<Insight['endedBy'], string>,
    nobody: 'nobody yet',
    notMeasured: 'not measured',
    empty: 'No part has ended yet',
    emptyHint: 'Sentiment is measured over a part when it ends: at a handoff, a return, or the end.',
  },
  audit: {
    caption: 'Who read or changed this interaction',
    at: 'When',
    actor: 'Who',
    action: 'What',
    target: 'About',
    details: 'Details',
    empty: 'Nobody but its own people has looked at it',
    emptyHint: 'Reading somebody else’s interaction and every change of it is written down here.',
    more: 'Show more',
  },
  files: {
    title: 'Files',
    from: (name: string) => `from ${name}`,
  },
  transcript: {
    downloadJson: 'Download as JSON',
    more: 'Show more',
  },
  logs: {
    more: 'Show more',
    candidates: 'Candidates',
    chosen: 'chosen',
    by: { keywords: 'keywords', model: 'model', exact: 'exact words' } as Record<string, string>,
  },
  definitions: {
    ...definitions,
    transcript: 'What was said, in the record itself up to 4,000 characters.',
    transcriptAttachment: 'Where the transcript is when it has more than 4,000 characters.',
  } satisfies Record<Field, string>,
};

export type RecordTexts = typeof en;
