package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTests {

  private static final Pattern LOOKUP =
      Pattern.compile("(?:page\\.t|messages\\(\\)\\.text|\\.t)\\(\\s*\"([a-z0-9.-]+)\"\\s*[,)]");

  private static final Messages MESSAGES = Messages.load();

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(MESSAGES.keys(Language.KOREAN)).isEqualTo(MESSAGES.keys(Language.ENGLISH));
  }

  @Test
  void bothLanguagesTakeTheSameNumberOfArguments() {
    for (String key : MESSAGES.keys(Language.KOREAN)) {
      assertThat(MESSAGES.arguments(Language.KOREAN, key))
          .as(key)
          .isEqualTo(MESSAGES.arguments(Language.ENGLISH, key));
    }
  }

  @Test
  void noSentenceIsEmpty() {
    for (Language language : Language.values()) {
      for (String key : MESSAGES.keys(language)) {
        Object[] arguments = new Object[MESSAGES.arguments(language, key) + 1];
        Arrays.fill(arguments, 2);
        assertThat(MESSAGES.text(language, key, arguments)).as(key).isNotBlank();
      }
    }
  }

  @Test
  void everyKeyThatATemplateOrAClassNamesExists() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Path source : sources()) {
      Matcher lookup = LOOKUP.matcher(Files.readString(source));
      while (lookup.find()) {
        if (!MESSAGES.has(lookup.group(1))) {
          unknown.add(source.getFileName() + ": " + lookup.group(1));
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void insertsArgumentsParticlesAndPlurals() {
    MessagePattern korean = MessagePattern.parse("{0}{0:은/는} {1}점입니다.", Language.KOREAN);
    assertThat(korean.format("가온", 1287)).isEqualTo("가온은 1,287점입니다.");
    MessagePattern english = MessagePattern.parse("{0} {0:team/teams}", Language.ENGLISH);
    assertThat(english.format(1)).isEqualTo("1 team");
    assertThat(english.format(3)).isEqualTo("3 teams");
  }

  @Test
  void refusesASentenceWithAnArgumentMissing() {
    MessagePattern pattern = MessagePattern.parse("{0} of {1}", Language.ENGLISH);
    assertThatThrownBy(() -> pattern.format(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes 2 arguments, 1 are given");
  }

  @Test
  void namesAnUnknownKey() {
    assertThatThrownBy(() -> MESSAGES.text(Language.ENGLISH, "no.such-key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("message no.such-key is in no messages/*.en.properties");
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String root : List.of("src/main/jte", "src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(file -> file.toString().matches(".*\\.(jte|java)")).forEach(sources::add);
      }
    }
    return sources;
  }
}
