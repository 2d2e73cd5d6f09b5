/**
 * Items that nobody can read before or during a season, and everybody can check after it.
 *
 * <p>The idea is that of the old examination: the papers are sealed, and the seal shows whether
 * anybody was at them. Four things do it:
 *
 * <ul>
 *   <li>each item is encrypted under a key of its own, which is wrapped by a key that follows from
 *       the season's secret ({@link org.gwageo.benchmark.sealed.SeasonKey}); a worker opens one
 *       item at a time, in memory;
 *   <li>a {@link org.gwageo.benchmark.sealed.Commitment} is published before the season: the Merkle
 *       root over salted hashes of all items. After it the items and salts are revealed, all
 *       together or one by one ({@link org.gwageo.benchmark.sealed.Reveal}), and anybody checks
 *       them offline;
 *   <li>{@link org.gwageo.benchmark.sealed.Canary canaries} mark texts so that a leak is found and
 *       traced;
 *   <li>each entrant sees the choices of an item in an {@link
 *       org.gwageo.benchmark.sealed.ChoiceOrder order} of its own.
 * </ul>
 *
 * <pre>{@code
 * SeasonKey key = SeasonKey.read(Path.of("season.key"));
 * var purpose = new SealedItems.Purpose("ko-law", Digest.of(Path.of("task.yaml")), "2027-1", true);
 * Commitment commitment =
 *     SealedItems.seal(items, purpose, key, new SecureRandom(), Path.of("ko-law.sealed"));
 * commitment.write(Path.of("ko-law.commitment.json"));          // published before the season
 *
 * SealedItems sealed = SealedItems.open(Path.of("ko-law.sealed"), key);   // in the worker
 * Items items = sealed.itemsFor("entrant", new ChoiceOrder.Fields(List.of("choices"), "answer", 0));
 *
 * Reveal.all(sealed, Path.of("ko-law.revealed"));                          // after the season
 * Reveal.verify(commitment, Path.of("ko-law.revealed"), null, Path.of("ko-law.jsonl"));
 * }</pre>
 *
 * <p>What it does not do: an entrant whose endpoint receives a prompt has read that item. Sealing
 * ends where the request leaves; canaries, choice orders and the tests of {@code contamination}
 * begin there.
 */
@NullMarked
package org.gwageo.benchmark.sealed;

import org.jspecify.annotations.NullMarked;
