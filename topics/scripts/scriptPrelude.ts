/** What `vaSystem` answers without acting, by method (domain B5). */
export interface ScriptAnswers {
  getConversationId: string;
  getInteractionSysId: string;
  getSearchText: string;
  getTranscript: string;
  getGreetingMessage: string;
  getClosingMessage: string;
  getTopicSelectionMessage: string;
  didConnectToLiveAgent: boolean;
  isLiveAgentAvailable: boolean;
  isLiveAgentConfigured: boolean;
}

const answerNames: (keyof ScriptAnswers)[] = [
  'getConversationId',
  'getInteractionSysId',
  'getSearchText',
  'getTranscript',
  'getGreetingMessage',
  'getClosingMessage',
  'getTopicSelectionMessage',
  'didConnectToLiveAgent',
  'isLiveAgentAvailable',
  'isLiveAgentConfigured',
];

/** Names that scripts know from elsewhere, and what to use instead. */
const records = 'read records with a lookup element, write them with a record_action element';
const notHere = {
  GlideRecord: records,
  GlideRecordSecure: records,
  GlideAggregate: records,
  gs: 'texts in other languages stand in the topic; the time is new Date()',
};

export const mostActions = 50;
/** The most that a script may leave behind: it goes into the log with the turn. */
const mostCharacters = 256 * 1024;

/**
 * The code that runs inside the sandbox before any script: it makes `vaInputs`, `vaVars`, `vaContext` and `vaSystem`
 * (domain B5, docs/scripts.md) and pins the clock and the dice. It evaluates to `start`, which takes a script's data as
 * JSON; `finish`, which turns its result into JSON; and `describe`, which tells of an error. Everything that these need
 * is taken before a script can replace it.
 */
export const scriptPrelude = String.raw`(function (answerNames, notHere, mostActions, mostCharacters) {
  'use strict';
  var stringify = JSON.stringify, freeze = Object.freeze, define = Object.defineProperty, keys = Object.keys;
  var has = Function.prototype.call.bind(Object.prototype.hasOwnProperty);
  var cut = Function.prototype.call.bind(String.prototype.slice);
  var Text = String, Failure = Error, objects = Object.prototype, lists = Array.prototype, isList = Array.isArray;
  var parse = JSON.parse, data = null;
  var deepFreeze = function (value) {
    if (value !== null && typeof value === 'object') { keys(value).forEach(function (k) { deepFreeze(value[k]); }); freeze(value); }
    return value;
  };
  var isRecord = function (value) { return value !== null && typeof value === 'object' && has(value, 'table') && has(value, 'fields'); };
  // A record's fields are also found on the record itself, as the documentation has it.
  var recordPrototype = new Proxy({}, { get: function (target, name, record) {
    if (name === 'sys_id') return record.id;
    return record !== null && typeof record === 'object' && has(record, 'fields') && has(record.fields, name) ? record.fields[name] : target[name];
  } });
  var walkable = function (value) {
    if (isRecord(value)) Object.setPrototypeOf(value, recordPrototype);
    else if (isList(value)) value.forEach(walkable);
  };

  // What a script asks for. It happens when the script has ended.
  var actions = [];
  var act = function (method, action) {
    if (!data.mayAct) throw new Failure(method + ' may be called in a script element only: this script makes a value');
    if (actions.length >= mostActions) throw new Failure('a script may ask for ' + mostActions + ' things at most');
    define(actions, actions.length, { value: action, enumerable: true });
  };

  // vaInputs. A value stays itself; one that was shown in other words is a String object, so that it has .displayValue too.
  var inputs = {}, shown = {}, last = null;
  var offer = function (name, value, enumerable) {
    shown[name] = value;
    define(inputs, name, { enumerable: enumerable, get: function () { last = name; return shown[name]; } });
  };
  // Numbers and truth values carry no name: theirs is the input that was read last.
  var nameOf = function (value) {
    if (last !== null && shown[last] === value) return last;
    if (value !== null && typeof value === 'object')
      for (var name in shown) if (shown[name] === value) return name;
    return null;
  };
  var valueOf = function (value) {
    if (value === null || typeof value !== 'object') return value;
    if (isList(value)) return value.map(valueOf);
    if (has(value, 'attachmentId')) return value.attachmentId;
    if (isRecord(value) || value === data.requester) return value.id;
    return value.valueOf();
  };
  var displayOf = function (value) {
    if (value === null || typeof value !== 'object') return Text(value);
    if (isList(value)) return value.map(displayOf).join(', ');
    if (has(value, 'displayValue')) return value.displayValue;
    return Text(value.number || value.name || value.valueOf());
  };
  var defaultOf = function (value, method) {
    if (data.defaults === null) throw inFull('vaInputs.….' + method);
    var name = nameOf(value);
    return name !== null && has(data.defaults, name) ? data.defaults[name] : { value: null, display: '' };
  };
  var methods = {
    getValue: function () { return valueOf(this); },
    getDisplayValue: function () {
      var name = nameOf(this);
      return name !== null && has(data.display, name) ? data.display[name] : displayOf(this);
    },
    getDefaultValue: function () { return defaultOf(this, 'getDefaultValue').value; },
    getDefaultDisplayValue: function () { return defaultOf(this, 'getDefaultDisplayValue').display; },
    unbindEntity: function () {
      var name = nameOf(this);
      if (name === null || !has(data.inputs, name)) throw new Failure('unbindEntity is for the answers in vaInputs');
      act('vaInputs.' + name + '.unbindEntity', { do: 'forget', input: name });
      shown[name] = '';
    }
  };
  keys(methods).forEach(function (name) { define(objects, name, { value: methods[name], writable: true, configurable: true }); });

  // vaContext is read only, but for what a live agent is to know.
  var context = {};
  var isForAgent = function (name) { return cut(name, 0, 10) === 'LiveAgent_'; };
  var inFull = function (method) {
    return new Failure('write ' + method + '(…) in full: what it answers is fetched before the script runs');
  };
  var text = function (value, method) {
    if (value === undefined || value === null || Text(value) === '') throw new TypeError('vaSystem.' + method + ' needs a text');
    return Text(value);
  };
  var optional = function (value) { return value === undefined || value === null ? null : Text(value); };
  var system = {};
  // What is only read was fetched before, for the methods that the source mentions.
  answerNames.forEach(function (name) {
    system[name] = function () {
      if (!has(data.answers, name)) throw inFull('vaSystem.' + name);
      return data.answers[name];
    };
  });
  var acting = {
    attachRecordToConversation: function (tableName, sysId) {
      return { do: 'attach', table: text(tableName, 'attachRecordToConversation'), id: text(valueOf(sysId), 'attachRecordToConversation') };
    },
    attachToRecord: function (mediaId, tableName, sysId) {
      var files = valueOf(mediaId);
      return {
        do: 'attach_file',
        files: (isList(files) ? files : [files]).map(function (file) { return text(file, 'attachToRecord'); }),
        table: text(tableName, 'attachToRecord'),
        id: text(valueOf(sysId), 'attachToRecord')
      };
    },
    connectToAgent: function () { return { do: 'agent' }; },
    endConversation: function () { return { do: 'end' }; },
    sendSystemMessage: function (message, showAvatar) {
      return { do: 'say', text: text(message, 'sendSystemMessage'), avatar: showAvatar !== false };
    },
    sendSeparatorMessage: function () { return { do: 'separate' }; },
    sendTopicPickerControl: function (topicSelectionMessage, topicPickerButtonLabel) {
      return { do: 'offer', text: optional(topicSelectionMessage), button: optional(topicPickerButtonLabel), everything: true, promoted: true, list: false, empty: false };
    },
    sendSkillPickerControl: function (skillSelectionMessage, args) {
      var a = args === undefined || args === null ? {} : args;
      return {
        do: 'offer', button: null,
        text: a.hideSkillDetails === true ? null : optional(skillSelectionMessage),
        everything: a.hideShowMeEverything !== true, promoted: a.hidePromotedTopics !== true,
        list: a.hideSkillDetails !== true && a.appendPromotedSkillsToMsg !== false, empty: a.showNoSkillsConfigured === true
      };
    },
    topicDiscovery: function (searchTextOverride, keywordImpl) {
      var words = optional(searchTextOverride);
      return { do: 'discover', text: words === null || words === '' ? system.getSearchText() : words, keywords: keywordImpl !== false };
    },
    switchTopicByName: function (name, resumeBehavior) { return switching('switchTopicByName', 'name', name, resumeBehavior); },
    switchTopicById: function (sysId, resumeBehavior) { return switching('switchTopicById', 'id', sysId, resumeBehavior); },
    resetAllEntities: function () {
      keys(data.inputs).forEach(function (name) { shown[name] = ''; });
      return { do: 'forget', input: null };
    }
  };
  var switching = function (method, by, topic, resumeBehavior) {
    var resume = optional(resumeBehavior);
    if (resume !== null && resume !== 'resume' && resume !== 'skip')
      throw new TypeError('vaSystem.' + method + ': resumeBehavior is "resume" or "skip", not "' + resume + '"');
    return { do: 'switch', by: by, topic: text(topic, method), resume: resume };
  };
  var answering = { sendSystemMessage: 'getGreetingMessage', sendSeparatorMessage: 'getClosingMessage' };
  keys(acting).forEach(function (name) {
    system[name] = function () {
      act('vaSystem.' + name, acting[name].apply(null, arguments));
      if (has(answering, name)) return data.answers[answering[name]];
    };
  });
  // The messages of a turn are posted together, in order, when it is done.
  system.sendBatchedMessages = function () {};
  system.applyLinkTemplate = function () {
    throw new Failure('vaSystem.applyLinkTemplate has no meaning here: there are no portals with pages of records. Show the record with a card element, or write the address in a link element');
  };
  define(globalThis, 'vaSystem', { value: freeze(system) });
  define(globalThis, 'sn_cs', { value: freeze({ VASystemObject: freeze({
    getTranscriptById: function (id) {
      if (Text(id) !== data.answers.getConversationId) throw new Failure('getTranscriptById: a script sees the conversation it runs in, and no other');
      return system.getTranscript();
    }
  }) }) });
  keys(notHere).forEach(function (name) {
    define(globalThis, name, {
      configurable: true,
      get: function () { throw new ReferenceError(name + ' is not here: ' + notHere[name]); },
      set: function (value) { define(globalThis, name, { value: value, writable: true, configurable: true }); }
    });
  });

  var seed = 0;
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
  delete globalThis.performance;

  return {
    start: function (json) {
      data = parse(json);
      keys(data.inputs).forEach(function (name) {
        var value = data.inputs[name], words = data.display[name];
        if (value === null) value = '';
        else if (typeof value === 'string' && words !== undefined && words !== value) {
          value = new String(value);
          define(value, 'displayValue', { value: words });
          freeze(value);
        } else { walkable(value); deepFreeze(value); }
        offer(name, value, true);
      });
      keys(data.vars).forEach(function (name) {
        walkable(data.vars[name]);
        if (isRecord(data.vars[name]) && !has(inputs, name)) offer(name, data.vars[name], false);
      });
      if (!has(inputs, 'user')) offer('user', deepFreeze(data.requester), false);
      freeze(inputs);
      keys(data.context).forEach(function (name) {
        define(context, name, { value: deepFreeze(data.context[name]), enumerable: true, writable: isForAgent(name) });
      });
      define(context, 'getRequesterLang', { value: function () { return data.language; } });
      if (!has(context, 'deviceType')) define(context, 'deviceType', { value: data.channel });

      define(globalThis, 'vaInputs', { value: inputs });
      define(globalThis, 'vaVars', { value: data.vars });
      define(globalThis, 'vaContext', { value: context });
      keys(data.names).forEach(function (name) { globalThis[name] = data.names[name]; });
      seed = 2166136261;
      for (var i = 0; i < data.seed.length; i++) seed = Math.imul(seed ^ data.seed.charCodeAt(i), 16777619);
    },
    finish: function (returned) {
      delete objects.toJSON; delete lists.toJSON;
      if (returned !== null && typeof returned === 'object' && typeof returned.then === 'function')
        throw new TypeError('a script cannot wait: it returned a Promise');
      // Functions and undefined are not data.
      var value = returned === undefined || typeof returned === 'function' || typeof returned === 'symbol' ? null : returned;
      var told = {};
      keys(context).forEach(function (name) {
        if (isForAgent(name)) told[name] = context[name];
        else if (!has(data.context, name)) throw new TypeError('vaContext.' + name + ' cannot be set: a script may set vaContext.LiveAgent_… and vaVars');
      });
      var result = stringify({ returned: value, vars: data.vars, context: told, actions: actions });
      if (result.length > mostCharacters) throw new RangeError('the script leaves too much in its result and its variables: more than ' + mostCharacters + ' characters');
      return result;
    },
    describe: function (error) {
      if (error === null || typeof error !== 'object') return cut(Text(error), 0, 400);
      var read = function (name) {
        try { var value = error[name]; return typeof value === 'string' ? cut(value, 0, 400) : ''; } catch (other) { return ''; }
      };
      var name = read('name');
      return (name === '' || name === 'Error' ? '' : name + ': ') + read('message') + '\u0001' + read('stack');
    }
  };
})(${[answerNames, notHere, mostActions, mostCharacters].map((value) => JSON.stringify(value)).join()})`;
