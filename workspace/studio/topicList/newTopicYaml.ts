/** What a new topic starts from: small, valid, and with one of each thing that nearly every topic has. */
export function newTopicYaml(name: string, title: string): string {
  return `name: ${name}
title: ${JSON.stringify(title)}
description: ""

# What people say for it. Ten different ways find it well.
utterances:
  en:
    - ${JSON.stringify(title.toLowerCase())}

elements:
  - id: what
    kind: text_input
    prompt: What can I do for you?

  - id: confirm
    kind: yes_no_input
    prompt: "You said: {{ vaInputs.what }}. Shall I pass it on to a person?"
    yes: pass_on
    no: done

  - id: done
    kind: text
    text: Fine. I am here if you need me.
    next: end

  - id: pass_on
    kind: transfer
    short_description: "{{ vaInputs.what }}"

tests:
  - name: Nothing is passed on
    steps:
      - replies: What can I do for you?
      - says: My chair squeaks
      - replies: "*Shall I pass it on to a person?"
      - says: no
      - replies: Fine. I am here if you need me.
`;
}

/** A name made from a title: `VPN für alle` is `vpn_fuer_alle`. */
export function topicNameFor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 60);
}
