import type { Settings } from '../contracts/settings.ts';
import type { DiscoveryCandidate } from '../interactions/turn.ts';
import type { Catalog, CatalogView } from './catalog.ts';

export interface Decision {
  outcome: 'match' | 'choose' | 'none';
  /** `match`: the one topic first. `choose`: the pick list. `none`: what came nearest. */
  candidates: DiscoveryCandidate[];
}

export interface Discovery extends Decision {
  text: string;
  /** All that have a score, the best first. */
  ranked: DiscoveryCandidate[];
}

/** Finds the topic for a text among those this requester may be offered (TD1). `keywords: false`: by the model alone. */
export function discover(catalog: Catalog, view: CatalogView, text: string, keywords = true): Discovery {
  const { locale, settings } = view.context;
  const { discovery } = settings;
  const open = new Map(
    catalog.discoverable(view).map((topic) => [topic.name, topic.inLanguage(locale).definition.title]),
  );
  const ranked = catalog
    .ranking(locale)
    .rank(text, discovery.keywords)
    .filter(({ by }) => (keywords && discovery.backupKeywords) || by !== 'keywords')
    .flatMap((candidate) => {
      const title = open.get(candidate.topic);
      return title === undefined ? [] : [{ ...candidate, title }];
    });
  return { text, ranked, ...decide(ranked, discovery) };
}

/** TD3–TD6: one over the threshold, or a clear leader, is run; several are a pick list. */
export function decide(
  ranked: readonly DiscoveryCandidate[],
  { threshold, delta, suggestions }: Settings['discovery'],
): Decision {
  const over = ranked.filter(({ score }) => score >= threshold);
  const [best, second] = over;
  if (best === undefined) return { outcome: 'none', candidates: ranked.slice(0, suggestions) };
  const leads = second === undefined || (delta > 0 && best.score - second.score >= delta);
  const exact = best.by === 'exact' && second?.by !== 'exact';
  if (leads || exact) return { outcome: 'match', candidates: over.slice(0, suggestions) };
  return { outcome: 'choose', candidates: over.slice(0, suggestions) };
}
