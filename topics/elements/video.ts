import { address } from './address.ts';
import { elementKind } from './element.ts';

/** Shows a video, or leads to one. */
export const video = elementKind('video', {
  run(element, context) {
    const videoUrl = address(context.render(element.video_url), 'media');
    const text = context.wording(element.text);
    context.say({ type: 'video', text, videoUrl });
    return { go: 'next', output: `${text} (${videoUrl})` };
  },
});
