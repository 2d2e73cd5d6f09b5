package org.gwageo.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTests {

  @TempDir private Path place;

  @Test
  void takesWhatIsLeftInItAway() throws IOException {
    Path parent = place.resolve("not/there/yet");
    try (var work = WorkFolder.in(parent)) {
      Files.writeString(Files.createDirectories(work.resolve("inner")).resolve("part"), "half");
      Files.writeString(work.resolve("whole"), "all");
      Files.move(work.resolve("whole"), parent.resolve("kept"));
    }
    try (var left = Files.list(parent)) {
      assertThat(left).containsExactly(parent.resolve("kept"));
    }
  }

  @Test
  void mayBeMovedAwayAsAWhole() throws IOException {
    Path target = place.resolve("target");
    try (var work = WorkFolder.in(place)) {
      Files.writeString(work.resolve("part"), "all");
      Files.move(work.path(), target);
    }
    assertThat(target.resolve("part")).hasContent("all");
  }

  @Test
  void removesOnlyWhatIsAbandonedForADay() throws IOException {
    Path young = killed(Duration.ofHours(23));
    Path old = killed(Duration.ofHours(25));
    Path other = Files.createDirectory(place.resolve("work"));
    Files.setLastModifiedTime(other, ago(other, Duration.ofDays(300)));
    WorkFolder.in(place).close();
    assertThat(young).isDirectory();
    assertThat(old).doesNotExist();
    assertThat(other).isDirectory();
  }

  private Path killed(Duration age) throws IOException {
    Path folder = WorkFolder.in(place).path();
    Files.writeString(folder.resolve("bundle.zip"), "half");
    Files.setLastModifiedTime(folder, ago(folder, age));
    return folder;
  }

  private static FileTime ago(Path folder, Duration age) throws IOException {
    return FileTime.from(Files.getLastModifiedTime(folder).toInstant().minus(age));
  }
}
