package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AssetsTests {

  private static final Path STATIC = Path.of("src/main/resources/static");
  private static final Assets ASSETS = Assets.load();

  @Test
  void thirdPartyFilesAreThoseOfTheLock() throws IOException {
    Map<String, String> locked = new TreeMap<>();
    for (String line : Files.readAllLines(STATIC.resolve("assets.lock"))) {
      if (!line.startsWith("#")) {
        List<String> fields = List.of(line.split(" \\| "));
        assertThat(fields).as(line).hasSize(6);
        locked.put(fields.get(0), fields.get(5));
      }
    }
    assertThat(ASSETS.digests()).containsAllEntriesOf(locked);
    assertThat(ASSETS.digests().keySet())
        .filteredOn(name -> name.startsWith("fonts/") || name.endsWith(".min.js"))
        .isSubsetOf(locked.keySet());
  }

  @Test
  void addressesCarryTheDigestOfAllFiles() {
    assertThat(ASSETS.address("css/base.css"))
        .isEqualTo("/assets/" + ASSETS.version() + "/css/base.css");
    assertThat(ASSETS.version()).matches("[0-9a-f]{12}");
    assertThat(Assets.load().version()).isEqualTo(ASSETS.version());
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> ASSETS.address("css/none.css"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("asset css/none.css is not under static/assets/");
  }

  @Test
  void stylesheetsLoadNothingFromElsewhere() throws IOException {
    for (String name : ASSETS.digests().keySet()) {
      if (name.endsWith(".css")) {
        String css = Files.readString(STATIC.resolve("assets").resolve(name));
        assertThat(css).as(name).doesNotContain("http:", "https:", "@import", "url(data");
      }
    }
  }
}
