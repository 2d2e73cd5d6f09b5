package org.gwageo.benchmark.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleArchiveTests {

  private static final byte[] SHORT = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temp;

  private Path zip(String... names) throws IOException {
    Path file = temp.resolve("bundle.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(SHORT);
        zip.closeEntry();
      }
    }
    return file;
  }

  private Path unpacked(Path zip) throws Exception {
    Path folder = Files.createTempDirectory(temp, "open");
    BundleArchive.unpack(zip, folder, 1 << 20);
    return folder;
  }

  private Problem problem(Path zip) {
    BundleException refused = catchThrowableOfType(BundleException.class, () -> unpacked(zip));
    assertThat(refused).isNotNull();
    return refused.problem();
  }

  @Test
  void takesABundleWithAndWithoutAFolderAroundIt() throws Exception {
    Path plain = unpacked(zip("bundle.json", "run-1/journal.jsonl"));
    assertThat(plain.resolve("run-1/journal.jsonl")).hasBinaryContent(SHORT);
    Path around = unpacked(zip("team a/", "team a/bundle.json", "team a/run-2/run.json"));
    assertThat(around.resolve("bundle.json")).exists();
    assertThat(around.resolve("run-2/run.json")).exists();
  }

  @Test
  void passesOverWhatFileManagersAdd() throws Exception {
    Path folder =
        unpacked(zip("b/bundle.json", "__MACOSX/b/._bundle.json", "b/.DS_Store", "Thumbs.db"));
    assertThat(folder).isDirectoryRecursivelyContaining("glob:**/bundle.json");
    try (var all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void refusesNamesThatLeadElsewhereOrBelongToNoBundle() throws Exception {
    for (String name :
        new String[] {
          "../bundle.json",
          "/bundle.json",
          "run-1/../../journal.jsonl",
          "run-1\\journal.jsonl",
          "run-0/journal.jsonl",
          "run-1/weights.bin",
          "a/b/bundle.json",
          "run-1/sub/run.json"
        }) {
      assertThat(problem(zip("bundle.json", name)).english())
          .as(name)
          .contains(name)
          .containsAnyOf("belongs to no bundle", "more than one bundle");
    }
    assertThat(temp.resolve("journal.jsonl")).doesNotExist();
    assertThat(problem(zip("a/bundle.json", "b/run-1/run.json")).korean()).contains("둘 이상");
    assertThat(problem(zip("a/bundle.json", "a/run-1/run.json", "run-1/run.json")).english())
        .contains("more than one bundle");
  }

  @Test
  void refusesWhatIsNoArchiveOrLacksTheDeclaration() throws Exception {
    Path text = temp.resolve("bundle.zip");
    Files.writeString(text, "not a zip at all");
    assertThat(problem(text).english()).isEqualTo("The file is no zip archive.");
    assertThat(problem(zip("run-1/run.json")).english())
        .isEqualTo("The archive lacks bundle.json.");
    Path whole = zip("bundle.json", "run-1/journal.jsonl");
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, java.util.Arrays.copyOf(bytes, 60));
    assertThat(problem(whole).english()).containsAnyOf("too early", "damaged", "lacks");
  }

  @Test
  void stopsAtTheCeilingHoweverSmallTheArchive() throws Exception {
    Path bomb = temp.resolve("bundle.zip");
    byte[] zeros = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(bomb);
        var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("bundle.json"));
      zip.write(SHORT);
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("run-1/journal.jsonl"));
      for (int i = 0; i < 1_600; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThat(Files.size(bomb)).isLessThan(1 << 18);
    Path folder = Files.createTempDirectory(temp, "open");
    BundleException refused =
        catchThrowableOfType(
            BundleException.class, () -> BundleArchive.unpack(bomb, folder, 1 << 20));
    assertThat(refused.problem().english()).contains("expands to more than 1048576 bytes");
    assertThat(Files.size(folder.resolve("run-1/journal.jsonl"))).isLessThanOrEqualTo(1 << 20);
  }
}
