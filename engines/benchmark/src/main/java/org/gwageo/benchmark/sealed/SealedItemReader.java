package org.gwageo.benchmark.sealed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** Decrypts one item at a time, in memory only. */
final class SealedItemReader implements ItemReader {

  private final Envelopes envelopes;
  private final SealedItems.Opener opener;
  private final List<byte[]> leaves = new ArrayList<>();

  SealedItemReader(SealedItems items) throws IOException, SealedException {
    this.envelopes = items.envelopes();
    this.opener = items.new Opener();
  }

  @Override
  public @Nullable Item next() throws IOException, TaskException {
    int line = envelopes.line() + 1;
    try {
      Envelope envelope = envelopes.next();
      if (envelope == null) {
        if (!leaves.isEmpty()) {
          envelopes.checkRoot(leaves);
          leaves.clear();
        }
        return null;
      }
      leaves.add(envelope.leaf());
      byte[] plain = opener.line(envelope, envelopes);
      Item item =
          PlainItems.item(
              envelopes.source(),
              line,
              envelope.position(),
              PlainItems.parse(envelopes.source(), line, plain));
      Arrays.fill(plain, (byte) 0);
      if (!item.id().equals(envelope.id())) {
        throw SealedException.inItem(
            envelopes.source(), line, envelope.id(), "id", "the item inside is " + item.id());
      }
      return item;
    } catch (SealedException e) {
      throw new TaskException(envelopes.source(), line, e.reason());
    }
  }

  @Override
  public void close() throws IOException {
    envelopes.close();
  }
}
