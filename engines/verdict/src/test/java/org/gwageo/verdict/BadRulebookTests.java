package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwageo.verdict.document.Problem;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file in {@code bad-rulebooks} is refused with the messages in {@code expected.txt}. */
class BadRulebookTests {

  private static final Path FOLDER = Path.of("src/test/resources/bad-rulebooks");

  @TestFactory
  Stream<DynamicTest> refused() throws IOException {
    var expected = new TreeMap<String, String>();
    String text = Files.readString(FOLDER.resolve("expected.txt"));
    for (String part : Pattern.compile("(?m)^## ").splitAsStream(text).skip(1).toList()) {
      int end = part.indexOf('\n');
      expected.put(part.substring(0, end).strip(), part.substring(end).strip());
    }
    try (var files = Files.list(FOLDER)) {
      List<Path> yaml =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted(Comparator.comparing(BadRulebookTests::name))
              .toList();
      assertThat(expected.keySet())
          .containsExactlyElementsOf(yaml.stream().map(BadRulebookTests::name).toList());
      return yaml.stream()
          .map(
              file -> {
                String name = name(file);
                return DynamicTest.dynamicTest(
                    name, () -> assertThat(problems(file)).isEqualTo(expected.get(name)));
              });
    }
  }

  @Test
  void theRulebookThatTheBadOnesComeFromIsGood() throws Exception {
    assertThat(Rulebook.parse(Programmes.resource("small-rulebook.yaml")).gates()).hasSize(1);
  }

  @Test
  void theMessageListsAllProblems() {
    RulebookException refused =
        catchThrowableOfType(
            RulebookException.class,
            () -> Rulebook.parse(Programmes.resource("bad-rulebooks/several-problems.yaml")));
    assertThat(refused.problems()).hasSize(3);
    assertThat(refused).hasMessageStartingWith("rulebook refused, 3 problems:\n  line 6, column ");
  }

  @Test
  void halfACharacterPairIsRefused() {
    String yaml =
        Programmes.resource("small-rulebook.yaml").replace("en: Index", "en: \"\\uD800\"");
    assertThat(catchThrowableOfType(RulebookException.class, () -> Rulebook.parse(yaml)).problems())
        .first()
        .hasToString(
            "line 16, column 29: blocks[0].items[0].title.en holds half of a character pair");
  }

  @Test
  void aDocumentThatIsTooLongIsRefused() {
    assertThat(
            catchThrowableOfType(
                RulebookException.class, () -> Rulebook.parse("#".repeat(2_000_000))))
        .hasMessage(
            "rulebook refused, line 1, column 1: the document has 2000000 characters, at most"
                + " 1048576");
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  private static String problems(Path file) throws IOException {
    String yaml = Files.readString(file);
    RulebookException refused =
        catchThrowableOfType(RulebookException.class, () -> Rulebook.parse(yaml));
    assertThat(refused).as("refuses %s", file).isNotNull();
    return String.join("\n", refused.problems().stream().map(Problem::toString).toList());
  }
}
