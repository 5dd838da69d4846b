import { defaultSettings } from '../../../contracts/settings.ts';
import { createLimits } from '../../../server/limits.ts';

test('files of one address are counted over all its conversations, so that no one fills the disk', async () => {
  const settings = { ...defaultSettings().limits, attachmentMegabytes: 10, attachmentMegabytesPerHour: 12 };
  const limits = createLimits(() => settings);
  await limits.upload('c1', 'one', 9_500_000);
  await limits.upload('c2', 'one', 1_000);
  await expect(limits.upload('c3', 'one', 1_500_000)).rejects.toMatchObject({
    code: 'rate_limited',
    message: expect.stringMatching(/too many files in an hour; try again in \d+ s/),
  });
  await limits.upload('c3', 'another', 1_500_000);
  // What does not say how long it is costs as much as the largest file.
  await limits.upload('c4', 'another', null);
  await expect(limits.upload('c4', 'another', 1_000)).rejects.toMatchObject({ code: 'rate_limited' });
});
