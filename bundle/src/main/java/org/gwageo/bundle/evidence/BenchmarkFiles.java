package org.gwageo.bundle.evidence;

import java.io.IOException;
import java.util.SortedMap;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.Reveal;
import org.gwageo.benchmark.sealed.RevealedItems;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.bundle.content.Content;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a bundle. The items of a task are in {@code items.jsonl}; those that were sealed are
 * in {@code items.revealed} beside the {@code commitment.json} that was published before the
 * season.
 */
public final class BenchmarkFiles {

  private BenchmarkFiles() {}

  /** Returns the path of a file of a task. */
  public static String path(String task, String file) {
    return "tasks/" + task + "/" + file;
  }

  /**
   * Returns a task as it was put to an entrant.
   *
   * @throws EvidenceException if a file is missing or wrong, or revealed items are not those that
   *     were committed to
   */
  public static BenchmarkTask task(SortedMap<String, Content> files, String task, String entrant)
      throws EvidenceException {
    String yamlPath = path(task, "task.yaml");
    byte[] yaml = file(files, yamlPath);
    try {
      byte[] revealed = Content.find(files, path(task, "items.revealed"));
      if (revealed == null) {
        return BenchmarkTask.parse(yaml, file(files, path(task, "items.jsonl")), "items.jsonl");
      }
      RevealedItems items = revealed(files, task, revealed);
      return BenchmarkTask.parse(yaml, (name, rule) -> items.itemsFor(entrant, rule));
    } catch (TaskException e) {
      throw new EvidenceException(yamlPath + ": " + e.getMessage());
    } catch (IOException e) {
      throw new EvidenceException(yamlPath + " cannot be read: " + e.getMessage());
    }
  }

  private static RevealedItems revealed(
      SortedMap<String, Content> files, String task, byte[] revealed) throws EvidenceException {
    Commitment commitment = commitment(files, task);
    try {
      return Reveal.open(commitment, path(task, "items.revealed"), revealed);
    } catch (SealedException e) {
      throw new EvidenceException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns what was committed to for the items of a task.
   *
   * @throws EvidenceException if the commitment is missing or wrong, or is to items of another task
   *     file
   */
  public static Commitment commitment(SortedMap<String, Content> files, String task)
      throws EvidenceException {
    String path = path(task, "commitment.json");
    try {
      Commitment commitment = Commitment.parse(path, file(files, path));
      Digest yaml = Digest.of(file(files, path(task, "task.yaml")));
      if (!commitment.header().task().equals(task)
          || !commitment.header().taskDigest().equals(yaml)) {
        throw new EvidenceException(
            "%s is to items of the task %s with the file %s, but the bundle's task %s is %s"
                .formatted(
                    path,
                    commitment.header().task(),
                    commitment.header().taskDigest(),
                    task,
                    yaml));
      }
      return commitment;
    } catch (SealedException e) {
      throw new EvidenceException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns a task whose items are not in the bundle: it can be neither asked nor scored.
   *
   * @param items the digest that the items have
   * @param count how many there are
   * @throws EvidenceException if the task file is missing or wrong
   */
  public static BenchmarkTask withheld(
      SortedMap<String, Content> files, String task, Digest items, int count)
      throws EvidenceException {
    String yamlPath = path(task, "task.yaml");
    try {
      return BenchmarkTask.parse(
          file(files, yamlPath),
          (name, rule) -> Items.closed(name, items, count, "the items are not in the bundle"));
    } catch (TaskException e) {
      throw new EvidenceException(yamlPath + ": " + e.getMessage());
    } catch (IOException e) {
      throw new EvidenceException(yamlPath + " cannot be read: " + e.getMessage());
    }
  }

  private static byte[] file(SortedMap<String, Content> files, String path)
      throws EvidenceException {
    byte @Nullable [] bytes = Content.find(files, path);
    if (bytes == null) {
      throw new EvidenceException(path + " is missing");
    }
    return bytes;
  }
}
