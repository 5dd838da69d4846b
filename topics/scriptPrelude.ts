import type { ScriptData } from './scriptSandbox.ts';

/** The methods of the documentation (domain B5) that this version does not have yet: calling one says so. */
const notYet = [
  'attachToRecord',
  'didConnectToLiveAgent',
  'isLiveAgentConfigured',
  'getInteractionSysId',
  'getSearchText',
  'getTranscript',
  'getGreetingMessage',
  'getClosingMessage',
  'getTopicSelectionMessage',
  'sendSeparatorMessage',
  'sendBatchedMessages',
  'sendTopicPickerControl',
  'sendSkillPickerControl',
  'topicDiscovery',
  'switchTopicByName',
  'switchTopicById',
  'resetAllEntities',
  'applyLinkTemplate',
];

/**
 * The code that runs inside the sandbox before the script: it makes `vaInputs`, `vaVars`, `vaContext` and `vaSystem`,
 * pins the clock and the dice, and evaluates to a function that turns the script's result into JSON. Everything that
 * the last step needs is taken before the script can replace it.
 */
export function scriptPrelude(data: ScriptData): string {
  return `(function (data, notYet) {
  'use strict';
  var stringify = JSON.stringify, freeze = Object.freeze, define = Object.defineProperty;
  var actions = [];
  var deepFreeze = function (value) {
    if (value !== null && typeof value === 'object') { Object.keys(value).forEach(function (k) { deepFreeze(value[k]); }); freeze(value); }
    return value;
  };
  // A value stays itself; one that was shown in other words is a String object, so that it has .displayValue too.
  [String, Number, Boolean].forEach(function (type) {
    define(type.prototype, 'getValue', { value: function () { return this.valueOf(); } });
    define(type.prototype, 'getDisplayValue', { value: function () { return this.displayValue === undefined ? String(this.valueOf()) : this.displayValue; } });
  });
  var inputs = {};
  Object.keys(data.inputs).forEach(function (name) {
    var value = data.inputs[name], shown = data.display[name];
    if (typeof value === 'string' && shown !== undefined && shown !== value) {
      value = new String(value);
      define(value, 'displayValue', { value: shown });
      freeze(value);
    } else deepFreeze(value);
    define(inputs, name, { value: value, enumerable: true });
  });
  freeze(inputs);
  var state = data.vars;
  var text = function (value, method) {
    if (value === undefined || value === null || String(value) === '') throw new TypeError('vaSystem.' + method + ' needs a text');
    return String(value);
  };
  var system = {
    attachRecordToConversation: function (table, id) {
      actions.push({ do: 'attach', table: text(table, 'attachRecordToConversation'), id: text(id, 'attachRecordToConversation') });
    },
    connectToAgent: function () { actions.push({ do: 'agent' }); },
    endConversation: function () { actions.push({ do: 'end' }); },
    sendSystemMessage: function (message) { actions.push({ do: 'say', text: text(message, 'sendSystemMessage') }); },
    getConversationId: function () { return data.conversationId; },
    isLiveAgentAvailable: function () { return data.liveAgentAvailable; }
  };
  notYet.forEach(function (name) {
    system[name] = function () { throw new Error('vaSystem.' + name + ' is not available yet'); };
  });
  define(globalThis, 'vaInputs', { value: inputs });
  define(globalThis, 'vaVars', { value: state });
  define(globalThis, 'vaContext', { value: deepFreeze(data.context) });
  define(globalThis, 'vaSystem', { value: freeze(system) });

  var seed = 2166136261;
  for (var i = 0; i < data.seed.length; i++) seed = Math.imul(seed ^ data.seed.charCodeAt(i), 16777619);
  Math.random = function () {
    seed = (seed + 0x6d2b79f5) | 0;
    var t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  var RealDate = Date;
  var FixedDate = new Proxy(RealDate, {
    apply: function () { return new RealDate(data.now).toString(); },
    construct: function (target, args) { return args.length === 0 ? new RealDate(data.now) : Reflect.construct(RealDate, args); },
    get: function (target, name) { return name === 'now' ? function () { return data.now; } : target[name]; }
  });
  define(RealDate.prototype, 'constructor', { value: FixedDate });
  globalThis.Date = FixedDate;

  return function (returned) {
    // Functions and undefined are not data.
    var clean = returned === undefined || typeof returned === 'function' ? null : returned;
    delete Object.prototype.toJSON; delete Array.prototype.toJSON;
    return stringify({ returned: clean, vars: state, actions: actions });
  };
})(${JSON.stringify(data)}, ${JSON.stringify(notYet)})`;
}
