import type { Connection } from 'mongoose';
import {
  type AssignmentRule,
  assignmentRuleBody,
  type NamedSchedule,
  type ResponseTemplate,
  responseBody,
  type Skill,
  scheduleBody,
  skillBody,
} from '../../contracts/handoff.ts';
import { createDefinitions, type Definitions } from '../../store/definitions.ts';

/** What queues and agents refer to: few, changed by administrators. */
export interface HandoffDefinitions {
  rules: Definitions<AssignmentRule>;
  schedules: Definitions<NamedSchedule>;
  skills: Definitions<Skill>;
  responses: Definitions<ResponseTemplate>;
}

/** Each is read through its schema, so that what was stored before a field was there has its default. */
export function createHandoffDefinitions(connection: Connection): HandoffDefinitions {
  return {
    rules: createDefinitions(connection, 'assignment_rules', {
      unique: 'name',
      read: (stored, id) => ({ ...assignmentRuleBody.parse(stored), id }),
    }),
    schedules: createDefinitions(connection, 'schedules', {
      unique: 'name',
      read: (stored, id) => ({ ...scheduleBody.parse(stored), id }),
    }),
    skills: createDefinitions(connection, 'skills', {
      read: (stored, id) => ({ ...skillBody.omit({ id: true }).parse(stored), id }),
    }),
    responses: createDefinitions(connection, 'responses', {
      unique: 'shortcut',
      read: (stored, id) => ({ ...responseBody.parse(stored), id }),
    }),
  };
}
