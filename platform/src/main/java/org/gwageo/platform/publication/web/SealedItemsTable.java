package org.gwageo.platform.publication.web;

import java.util.List;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.SealedHeader;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of sealed items.
 *
 * @param title the task's title
 * @param task the task's id
 * @param state whether they are sealed, revealed or stay sealed
 * @param root the Merkle root over all items
 * @param digest the digest of the commitment
 * @param facts the rest of the commitment
 * @param commitment where the commitment can be fetched
 * @param revealed where the revealed items can be fetched; null while they cannot
 */
public record SealedItemsTable(
    String title,
    String task,
    Badge state,
    String root,
    String digest,
    List<Fact> facts,
    String commitment,
    @Nullable String revealed) {

  /** Copies the list. */
  public SealedItemsTable {
    facts = List.copyOf(facts);
  }

  /** Returns what is known of the sealed items of a data set; nothing if they are not sealed. */
  static List<SealedItemsTable> of(Page page, String title, DataSet set, String path) {
    DataSet.Sealing sealing = set.sealing();
    if (sealing == null) {
      return List.of();
    }
    Commitment commitment = sealing.commitment();
    SealedHeader header = commitment.header();
    return List.of(
        new SealedItemsTable(
            title,
            set.task(),
            state(page, set, sealing),
            header.root().toString(),
            commitment.digest().toString(),
            List.of(
                Fact.of(page.t("sealed.count"), page.number(header.count())),
                Fact.of(page.t("sealed.season"), header.season()),
                Fact.of(page.t("sealed.file"), commitment.sealedFile().toString()),
                Fact.of(page.t("sealed.task-file"), header.taskDigest().toString()),
                Fact.of(page.t("sealed.choice-key"), header.choiceKey().toString()),
                Fact.of(page.t("sealed.key"), header.keyId()),
                Fact.of(page.t("sealed.canary"), header.canary())),
            path + "/commitments/" + set.task() + ".json",
            sealing.revealedAt() != null && set.isPublic()
                ? path + "/revealed/" + set.task() + ".jsonl"
                : null));
  }

  private static Badge state(Page page, DataSet set, DataSet.Sealing sealing) {
    var revealedAt = sealing.revealedAt();
    if (revealedAt != null) {
      return new Badge(
          Tone.SUCCESS,
          set.isPublic()
              ? page.t("sealed.state.revealed", page.time(revealedAt))
              : page.t("sealed.state.licence"));
    }
    return sealing.withheld()
        ? new Badge(Tone.WARNING, page.t("sealed.state.withheld"))
        : new Badge(Tone.INFORMATION, page.t("sealed.state.sealed"));
  }
}
