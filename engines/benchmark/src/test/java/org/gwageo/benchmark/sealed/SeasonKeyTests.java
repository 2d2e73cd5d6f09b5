package org.gwageo.benchmark.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeasonKeyTests {

  @TempDir Path folder;

  @Test
  void isWrittenForItsOwnerAloneAndReadBack() throws Exception {
    SeasonKey key = SeasonKey.draw(new SecureRandom());
    Path file = folder.resolve("season.key");
    key.write(file);
    assertThat(SeasonKey.read(file)).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> key.write(file)).isInstanceOf(IOException.class);
  }

  @Test
  void isNotReadFromAFileThatOthersCanRead() throws Exception {
    Path file = folder.resolve("season.key");
    Sealed.KEY.write(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> SeasonKey.read(file))
        .isInstanceOf(SealedException.class)
        .hasMessage(
            "season.key: a season key is read by its owner alone, but the file's permissions are"
                + " rw-r--r--");
  }

  @Test
  void isReadFromTheEnvironment() throws Exception {
    String digits = HexFormat.of().formatHex(Sealed.sequence(32));
    assertThat(SeasonKey.read(Map.of(SeasonKey.VARIABLE, digits + "\n"), SeasonKey.VARIABLE))
        .isEqualTo(Sealed.KEY);
    assertThatThrownBy(() -> SeasonKey.read(Map.of(), SeasonKey.VARIABLE))
        .hasMessage("environment: the variable GWAGEO_SEASON_KEY is not set");
    assertThatThrownBy(
            () -> SeasonKey.read(Map.of(SeasonKey.VARIABLE, "secret"), SeasonKey.VARIABLE))
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining("secret");
  }

  @Test
  void isNeverWrittenIntoText() {
    String digits = HexFormat.of().formatHex(Sealed.sequence(32));
    assertThat(Sealed.KEY.toString()).doesNotContain(digits.substring(0, 8));
    assertThatThrownBy(() -> SeasonKey.of(new byte[31]))
        .hasMessage("a season key has 32 bytes, not 31");
  }

  @Test
  void givesEachUseAKeyOfItsOwn() {
    assertThat(Sealed.KEY.derive("a", 32, "bc")).isNotEqualTo(Sealed.KEY.derive("a", 32, "b", "c"));
    assertThat(Sealed.KEY.derive("a", 32, "b")).isNotEqualTo(Sealed.KEY.derive("b", 32, "b"));
  }
}
