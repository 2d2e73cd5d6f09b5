package org.gwageo.platform.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.platform.database.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTests {

  @Test
  void anInterruptedRehearsalGoesOn(@TempDir Path folder) throws IOException {
    DemoFolder.prepare(folder, false);
    Path content = Files.writeString(folder.resolve("content"), "x");
    DemoFolder.prepare(folder, false);
    assertThat(content).exists();
  }

  @Test
  void aFinishedRehearsalIsReplacedUnlessItIsKept(@TempDir Path folder) throws IOException {
    var demo = DemoFolder.prepare(folder, false);
    Path content = Files.writeString(folder.resolve("content"), "x");
    Path program = Files.createDirectories(folder.resolve("postgresql-programs")).resolve("p");
    Files.writeString(program, "x");
    demo.finished();
    DemoFolder.prepare(folder, true);
    assertThat(content).exists();
    DemoFolder.prepare(folder, false);
    assertThat(content).doesNotExist();
    assertThat(program).exists();
  }

  @Test
  void aFolderWithAnythingElseIsLeftAlone(@TempDir Path folder) throws IOException {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "dear");
    assertThatThrownBy(() -> DemoFolder.prepare(folder, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the folder holds something else than a rehearsal; name an empty one: " + folder);
    assertThat(letter).exists();
  }

  @Test
  void aFolderInUseIsNotCleared(@TempDir Path folder) throws IOException {
    DemoFolder.prepare(folder, false).finished();
    try (var claimed = DataFolder.claim(folder)) {
      assertThatThrownBy(() -> DemoFolder.prepare(claimed.path(), false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("another Gwageo is running on the folder " + folder);
    }
  }

  @Test
  void passwordsAreReadableByTheirOwnerAlone(@TempDir Path folder) throws IOException {
    var demo = DemoFolder.prepare(folder, false);
    demo.writeAccounts(java.util.List.of("office  secret"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("accounts.txt")))
        .containsOnly(
            java.nio.file.attribute.PosixFilePermission.OWNER_READ,
            java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
  }
}
