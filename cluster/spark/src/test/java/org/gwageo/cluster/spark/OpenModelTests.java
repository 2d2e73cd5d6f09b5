package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenModelTests {

  @TempDir private Path folder;
  private final Configuration configuration = new Configuration();

  @Test
  void anOpenModelLeavesNoFileBehind() throws Exception {
    Path model = Model.random(1, 1).write(folder.resolve("model"));
    Path room = Files.createDirectory(folder.resolve("room"));
    try (OpenModel open = open(model, room)) {
      assertThat(room).isEmptyDirectory();
      assertThat(open.inputs()).containsExactly("model.safetensors", "config.json");
      assertThat(open.tokenizer()).contains("tokenizer.json");
    }
  }

  @Test
  void roomThatWasGivenBackIsFilledAgain() throws Exception {
    Path model = Model.random(2, 2).quantised().write(folder.resolve("model"));
    try (OpenModel open = open(model, folder.resolve("room"))) {
      byte[] first = open.read(0, open.pass().pieces());
      assertThat(open.read(0, open.pass().pieces())).isEqualTo(first);
    }
  }

  @Test
  void littleRoomStaysForTheNextTaskAndMuchIsGivenBack() throws Exception {
    Path model = Model.random(1, 5).write(folder.resolve("model"));
    try (OpenModel open = open(model, folder.resolve("room"))) {
      List<Extent> all = open.pass().extents(0, open.pass().pieces());
      open.bring(all);
      open.scratch().releaseAbove(Long.MAX_VALUE);
      Files.move(model.resolve("model.safetensors"), folder.resolve("elsewhere"));
      open.bring(all);
      open.scratch().releaseAbove(1_000);
      assertThatIOException().isThrownBy(() -> open.bring(all));
    }
  }

  @Test
  void anotherProcessOpensItFromItsBeginningsAlone() throws Exception {
    Path model = Model.random(1, 3).writeInShards(folder.resolve("model"));
    try (OpenModel open = open(model, folder.resolve("room"))) {
      ModelFiles files = open.withBeginnings();
      try (OpenModel other = OpenModel.open(files, configuration, folder.resolve("other"), 1)) {
        assertThat(other.pass().pieces()).isEqualTo(open.pass().pieces());
        assertThat(other.read(0, 1)).isEqualTo(open.read(0, 1));
      }
      assertThat(files.contents()).containsKey("model-00001-of-00003.safetensors");
      assertThat(files.contents().values()).allMatch(bytes -> bytes.length < 10_000);
    }
  }

  @Test
  void aFileThatWasChangedIsNotReadOn() throws Exception {
    Path model = Model.random(1, 4).write(folder.resolve("model"));
    try (OpenModel open = open(model, folder.resolve("room"))) {
      open.read(0, 1);
      Files.setLastModifiedTime(model.resolve("model.safetensors"), FileTime.fromMillis(1));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> open.read(0, 1))
          .withMessageContaining("model.safetensors has changed while it was being read");
    }
  }

  private OpenModel open(Path model, Path room) throws Exception {
    var path = new org.apache.hadoop.fs.Path(model.toUri());
    return OpenModel.open(ModelFiles.of(path, configuration), configuration, room, 2);
  }
}
