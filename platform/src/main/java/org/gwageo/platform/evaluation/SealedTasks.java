package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.Reveal;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.sealed.SealedItems;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.springframework.stereotype.Component;

/** Opens sealed items for a worker; nothing but a worker calls it. */
@Component
class SealedTasks {

  private final DataSets dataSets;
  private final TaskLibrary tasks;
  private final SeasonKeys keys;

  SealedTasks(DataSets dataSets, TaskLibrary tasks, SeasonKeys keys) {
    this.dataSets = dataSets;
    this.tasks = tasks;
    this.keys = keys;
  }

  /**
   * Returns the task of a job as its entrant is asked it; sealed items are decrypted one at a time,
   * in memory.
   *
   * @throws TaskException if sealed items are not the committed ones, or their key is not here
   */
  BenchmarkTask open(Job job) throws IOException, TaskException {
    String programme = job.stage().programme();
    var set = dataSets.find(programme, job.task()).filter(DataSet::isClosed);
    return set.isPresent()
        ? open(set.get(), job.team())
        : tasks.asked(job.stage(), job.task(), job.team());
  }

  private BenchmarkTask open(DataSet set, String entrant) throws IOException, TaskException {
    try {
      SealedItems sealed = unsealed(set);
      return BenchmarkTask.read(yaml(set), (name, rule) -> sealed.itemsFor(entrant, rule));
    } catch (SealedException e) {
      throw new TaskException(DataSets.SEALED, e.line(), String.valueOf(e.getMessage()));
    }
  }

  private SealedItems unsealed(DataSet set) throws IOException, TaskException, SealedException {
    Commitment commitment = commitment(set);
    Path file = dataSets.folder(set.programme(), set.task()).resolve(DataSets.SEALED);
    if (!Files.isRegularFile(file)) {
      throw new TaskException(
          DataSets.SEALED, 0, "the sealed file of task " + set.task() + " is not there");
    }
    commitment.verify(file);
    SealedItems sealed = SealedItems.open(file, keys.get(commitment.header().keyId()));
    sealed.refuseOtherTask(sealed.header().task(), Digest.of(yaml(set)));
    return sealed;
  }

  /**
   * Writes the revealed items of a data set beside its sealed ones, after they were checked.
   *
   * @throws TaskException if sealed items are not the committed ones, or their key is not here
   */
  void reveal(DataSet set) throws IOException, TaskException {
    Path folder = dataSets.folder(set.programme(), set.task());
    Path partial = folder.resolve(DataSets.REVEALED + ".partial");
    try {
      Reveal.all(unsealed(set), partial);
      Reveal.open(commitment(set), DataSets.REVEALED, Files.readAllBytes(partial));
      Files.move(partial, folder.resolve(DataSets.REVEALED), StandardCopyOption.REPLACE_EXISTING);
    } catch (SealedException e) {
      throw new TaskException(DataSets.SEALED, e.line(), String.valueOf(e.getMessage()));
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private Path yaml(DataSet set) {
    return dataSets.folder(set.programme(), set.task()).resolve(DataSets.TASK);
  }

  private static Commitment commitment(DataSet set) {
    DataSet.Sealing sealing = set.sealing();
    if (sealing == null) {
      throw new IllegalArgumentException("the items of task " + set.task() + " are not sealed");
    }
    return sealing.commitment();
  }
}
