package org.gwageo.benchmark.sealed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.gwageo.benchmark.task.AnswerRule;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * The items of a reveal, all of them checked against their commitment and held in memory.
 *
 * <p>A task of these items has the digest that it had while they were sealed, and its questions
 * have the keys that they had: what was asked during the season can be scored again after it.
 */
public final class RevealedItems {

  private final Commitment commitment;
  private final String source;
  private final byte[] lines;
  private final ChoiceOrder.Key choiceKey;

  RevealedItems(Commitment commitment, String source, byte[] lines, ChoiceOrder.Key choiceKey) {
    this.commitment = commitment;
    this.source = source;
    this.lines = lines;
    this.choiceKey = choiceKey;
  }

  /** Returns what the items were committed to with. */
  public Commitment commitment() {
    return commitment;
  }

  /** Returns the items as plain JSONL, in the order of the commitment. */
  public byte[] toJsonLines() {
    return lines.clone();
  }

  /** Returns the items in the order of choices of nobody, as they were before they were sealed. */
  public Items items() {
    return Items.of(source, commitment.sealedFile(), Reader::new);
  }

  /**
   * Returns the items as they were put to {@code entrant}.
   *
   * @param rule how the task judges replies; only lettered choices depend on the entrant
   */
  public Items itemsFor(String entrant, AnswerRule rule) {
    return rule instanceof AnswerRule.Choice choice
        ? ChoiceOrder.itemsFor(items(), choiceKey, entrant, ChoiceOrder.Fields.of(choice))
        : items();
  }

  private final class Reader implements ItemReader {

    private final Documents.Lines all =
        new Documents.Lines(source, new ByteArrayInputStream(lines), true);
    private int read;

    @Override
    public @Nullable Item next() throws IOException, TaskException {
      try {
        byte[] line = all.next();
        return line == null
            ? null
            : PlainItems.item(source, read + 1, read++, PlainItems.parse(source, read + 1, line));
      } catch (SealedException e) {
        throw new TaskException(source, e.line(), e.reason());
      }
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }
}
