package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    byte[] name = journal.getBytes(StandardCharsets.UTF_8);
    int inside = indexOf(zip, name) + name.length + 200;
    zip[inside] ^= 1;
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
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    zip[indexOf(zip, name) + name.length + 300] ^= 1;
    Path changed = Files.write(folder.resolve("changed.zip"), zip);
    var verify = ApplicationProcess.command(folder.resolve("out"), "verify", changed.toString());
    assertThat(verify.awaitStatus()).isEqualTo(1);
    assertThat(String.join("\n", verify.lines())).contains(path);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not there");
  }
}
