package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger re-checks the published file with the command line. */
class PublishedBundleTests {

  @Test
  void isVerifiedFromTheFileAlone(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("out");
    var verify =
        ApplicationProcess.command(output, "verify", RehearsedStage.get().bundle().toString());
    assertThat(verify.awaitStatus()).as("%s", verify.lines()).isZero();
  }

  @Test
  void oneChangedByteIsNoticedAndItsFileNamed(@TempDir Path folder) throws Exception {
    byte[] zip = Files.readAllBytes(RehearsedStage.get().bundle());
    String journal = "benchmarks/gan-ui/ko-arithmetic/journal.jsonl";
    zip[contentOf(zip, journal) + 200] ^= 1;
    Path changed = Files.write(folder.resolve("changed.zip"), zip);
    Path output = folder.resolve("out");
    var verify = ApplicationProcess.command(output, "verify", changed.toString());
    assertThat(verify.awaitStatus()).isEqualTo(1);
    assertThat(String.join("\n", verify.lines())).contains(journal);
  }

  @Test
  void theDecidedCaseIsInItAndOneChangedByteOfItIsNoticed(@TempDir Path folder) throws Exception {
    Path published = RehearsedStage.get().bundle();
    var whole = ApplicationProcess.command(folder.resolve("whole"), "verify", published.toString());
    assertThat(whole.awaitStatus()).as("%s", whole.lines()).isZero();
    assertThat(String.join("\n", whole.lines()))
        .contains("verification cases are whole, and the scores carry what was decided in 1");
    byte[] zip = Files.readAllBytes(published);
    String path = "cases/gan-ui.json";
    zip[contentOf(zip, path) + 300] ^= 1;
    Path changed = Files.write(folder.resolve("changed.zip"), zip);
    var verify = ApplicationProcess.command(folder.resolve("out"), "verify", changed.toString());
    assertThat(verify.awaitStatus()).isEqualTo(1);
    assertThat(String.join("\n", verify.lines())).contains(path);
  }

  /** Returns where the bytes of a stored file begin: behind its local header (APPNOTE 4.3.7). */
  private static int contentOf(byte[] zip, String path) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + 30 + name.length <= zip.length; i++) {
      if (zip[i] == 'P'
          && zip[i + 1] == 'K'
          && zip[i + 2] == 3
          && zip[i + 3] == 4
          && Arrays.equals(zip, i + 30, i + 30 + name.length, name, 0, name.length)) {
        int extra = Byte.toUnsignedInt(zip[i + 28]) + 256 * Byte.toUnsignedInt(zip[i + 29]);
        return i + 30 + name.length + extra;
      }
    }
    throw new IllegalArgumentException(path + " is not in the archive");
  }
}
