import type { ElementName } from '../../contracts/topic.ts';
import { agentAvailability } from './agentAvailability.ts';
import { attachRecord } from './attachRecord.ts';
import { block } from './block.ts';
import { callback } from './callback.ts';
import { card } from './card.ts';
import { carouselInput } from './carouselInput.ts';
import { choiceInput } from './choiceInput.ts';
import { contactInput } from './contactInput.ts';
import { dateInput } from './dateInput.ts';
import { decision } from './decision.ts';
import { deflection } from './deflection.ts';
import type { ElementKind } from './element.ts';
import { end } from './end.ts';
import { fileInput } from './fileInput.ts';
import { groupedChoiceInput } from './groupedChoiceInput.ts';
import { html } from './html.ts';
import { httpAction } from './httpAction.ts';
import { image } from './image.ts';
import { link } from './link.ts';
import { lookup } from './lookup.ts';
import { loop } from './loop.ts';
import { multi } from './multi.ts';
import { pause } from './pause.ts';
import { recordAction } from './recordAction.ts';
import { script } from './script.ts';
import { scriptResponse } from './scriptResponse.ts';
import { set } from './set.ts';
import { survey } from './survey.ts';
import { switchTopic } from './switchTopic.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { textInput } from './textInput.ts';
import { topicPicker } from './topicPicker.ts';
import { transfer } from './transfer.ts';
import { video } from './video.ts';
import { yesNoInput } from './yesNoInput.ts';

/** Every element kind by its name in a topic. */
export const elementKinds: Readonly<Record<ElementName, ElementKind>> = {
  text_input: textInput,
  choice_input: choiceInput,
  yes_no_input: yesNoInput,
  date_input: dateInput,
  text,
  decision,
  lookup,
  record_action: recordAction,
  attach_record: attachRecord,
  card,
  link,
  script,
  set,
  block,
  switch_topic: switchTopic,
  transfer,
  topic_picker: topicPicker,
  end,
  grouped_choice_input: groupedChoiceInput,
  carousel_input: carouselInput,
  file_input: fileInput,
  contact_input: contactInput,
  image,
  video,
  html,
  table,
  multi,
  script_response: scriptResponse,
  loop,
  http_action: httpAction,
  agent_availability: agentAvailability,
  pause,
  deflection,
  callback,
  survey,
};
