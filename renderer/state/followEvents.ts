import type { NotifierClient } from './client.ts';

/** Looks once now, and again whenever main says that rows were added or changed. Answers with the function that ends it. */
export function followEvents(client: NotifierClient, look: () => void): () => void {
  let revision = client.read().eventsRevision;
  look();
  return client.listen(() => {
    const { eventsRevision } = client.read();
    if (eventsRevision === revision) return;
    revision = eventsRevision;
    look();
  });
}
