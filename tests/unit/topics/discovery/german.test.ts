import { defaultSettings } from '../../../../contracts/settings.ts';
import { shippedTopics } from '../support/conversation.ts';
import { createDiscovery, type TrainedDiscovery } from '../support/discovery.ts';

let trained: TrainedDiscovery;
let untrained: TrainedDiscovery;
beforeAll(async () => {
  const topics = await shippedTopics();
  trained = createDiscovery(topics, defaultSettings().discovery, 'de');
  untrained = createDiscovery(topics, defaultSettings().discovery, 'de', null);
});

describe.each([
  ['trained', () => trained],
  ['before a model is trained', () => untrained],
])('the shipped topics in German, %s', (_way, discovery) => {
  it.each([
    ['mein vpn bricht immer ab', 'vpn_trouble'],
    ['ich habe mein pasword vergessen', 'reset_password'],
    ['Kennwort zuruecksetzen bitte', 'reset_password'],
    ['mein konto wurde gesperrt', 'reset_password'],
    ['ich brauche einen neuen laptop', 'request_hardware'],
    ['kann ich einen zweiten bildschirm bekommen', 'request_hardware'],
    ['ich will mit einem menschen sprechen', 'talk_to_person'],
    ['wie ist der stand meines tickets', 'check_ticket'],
    ['was ist mit meiner Anfrage', 'check_ticket'],
    ['bitte photoshop installieren', 'install_software'],
    ['ich brauche eine Softwarelizenz', 'install_software'],
    ['am montag fängt ein neuer kollege an', 'new_starter'],
    ['gibt es eine anleitung für outlook', 'find_article'],
    ['mein drucker ist kaputt', 'report_issue'],
    ['der rechner startet nicht', 'report_issue'],
    ['vielen dank', 'thanks'],
    ['super, danke', 'thanks'],
    ['besten Dank', 'thanks'],
  ])('%s → %s', (said, name) => {
    expect(discovery().discover(said)).toMatchObject({ outcome: 'match', candidates: [{ topic: name }] });
  });

  it.each([
    'wie wird das wetter morgen',
    'viele',
    'sehr viele',
    'super',
    'erzähl mir einen witz',
    'wer hat das spiel gewonnen',
    'was gibt es heute zu essen',
    'buche mir einen flug nach rom',
    'mein hund ist krank',
    'wann ist der nächste feiertag',
    'der aufzug macht komische geräusche',
  ])('none: %s', (said) => {
    expect(discovery().discover(said).outcome).toBe('none');
  });
});
