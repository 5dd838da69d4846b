/** A table of records: its number prefix, which fields say its title and its state, and the states there are. */
export interface TableDefinition {
  name: string;
  label: string;
  prefix: string;
  firstNumber: number;
  titleField: string;
  stateField: string | null;
  /** The first is a new record's; empty where there is no state. */
  states: readonly string[];
  fields: Readonly<Record<string, string>>;
}

const task = {
  short_description: 'Short description',
  description: 'Description',
  state: 'State',
  priority: 'Priority',
  assigned_to: 'Assigned to',
  opened_for: 'Opened for',
  contact: 'Contact',
  work_notes: 'Work notes',
} as const;

const define = (
  name: string,
  label: string,
  prefix: string,
  fields: Readonly<Record<string, string>>,
  more: Partial<TableDefinition> = {},
): TableDefinition => ({
  name,
  label,
  prefix,
  firstNumber: 10_001,
  titleField: 'short_description',
  stateField: 'state',
  states: ['new', 'in_progress', 'on_hold', 'resolved', 'closed', 'cancelled'],
  fields,
  ...more,
});

/** The tables that ship (protocol §2, `/tables`). */
export const shippedTables: readonly TableDefinition[] = [
  define('incident', 'Incident', 'INC', {
    ...task,
    category: 'Category',
    subcategory: 'Subcategory',
    urgency: 'Urgency',
    affected_service: 'Affected service',
    /** Staff mark what everybody may be told of; no topic sets it. */
    known_outage: 'Known outage',
  }),
  define('case', 'Case', 'CS', { ...task, category: 'Category', account: 'Account' }),
  define(
    'request',
    'Request',
    'REQ',
    {
      ...task,
      catalog_item: 'Catalog item',
      quantity: 'Quantity',
      needed_by: 'Needed by',
      justification: 'Justification',
      start_date: 'Start date',
      person_name: 'Name of the person',
      access: 'Access',
    },
    {
      states: ['new', 'approved', 'in_progress', 'on_hold', 'resolved', 'closed', 'rejected', 'cancelled'],
    },
  ),
  define(
    'user',
    'User',
    'USR',
    {
      name: 'Name',
      email: 'E-mail',
      department: 'Department',
      phone: 'Phone',
      location: 'Location',
      manager: 'Manager',
    },
    { titleField: 'name', stateField: null, states: [] },
  ),
  define(
    'kb_article',
    'Knowledge article',
    'KB',
    { short_description: 'Title', body: 'Text', category: 'Category', keywords: 'Keywords' },
    { stateField: null, states: [] },
  ),
  define(
    'catalog_item',
    'Catalog item',
    'CAT',
    {
      name: 'Name',
      category: 'Category',
      price: 'Price',
      description: 'Description',
      available: 'Available',
    },
    { titleField: 'name', stateField: null, states: [] },
  ),
];

/** The definition of a table, or null when there is none of that name. */
export function tableNamed(name: string): TableDefinition | null {
  return shippedTables.find((table) => table.name === name) ?? null;
}
