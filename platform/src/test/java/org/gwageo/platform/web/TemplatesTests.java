package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no template may do, so that the content security policy and both languages hold. */
class TemplatesTests {

  private static final Pattern INLINE =
      Pattern.compile("\\sstyle=|<style|\\son[a-z]+=|<script(?![^>]*\\ssrc=)|javascript:");
  private static final Pattern HANGUL = Pattern.compile("[\\uAC00-\\uD7A3]");
  private static final Pattern BARE_LINK = Pattern.compile("(?:href|action)=\"/(?!assets\\.lock)");
  private static final Pattern UNSAFE =
      Pattern.compile("\\$unsafe\\{(?!chart\\.(wide|narrow)\\(\\)|report\\.body\\(\\))");
  private static final Pattern POST = Pattern.compile("method=\"post\"");

  @Test
  void haveNoInlineScriptOrStyle() throws IOException {
    forEach((name, text) -> assertThat(text).as(name).doesNotContainPattern(INLINE));
  }

  @Test
  void takeTheirWordsFromTheMessages() throws IOException {
    forEach((name, text) -> assertThat(text).as(name).doesNotContainPattern(HANGUL));
  }

  @Test
  void linkThroughThePageSoThatTheLanguageStays() throws IOException {
    forEach((name, text) -> assertThat(text).as(name).doesNotContainPattern(BARE_LINK));
  }

  @Test
  void escapeEverythingButChartsAndReportsOfTheEngine() throws IOException {
    forEach((name, text) -> assertThat(text).as(name).doesNotContainPattern(UNSAFE));
  }

  @Test
  void sendTheTokenWithEveryForm() throws IOException {
    forEach(
        (name, text) -> {
          long forms = POST.matcher(text).results().count();
          long tokens = Pattern.compile("@template\\.form\\.csrf").matcher(text).results().count();
          assertThat(tokens).as(name).isGreaterThanOrEqualTo(forms);
        });
  }

  private static void forEach(BiConsumer<String, String> check) throws IOException {
    List<Path> templates = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
      files.filter(file -> file.toString().endsWith(".jte")).forEach(templates::add);
    }
    assertThat(templates).isNotEmpty();
    for (Path template : templates) {
      check.accept(template.getFileName().toString(), Files.readString(template));
    }
  }
}
