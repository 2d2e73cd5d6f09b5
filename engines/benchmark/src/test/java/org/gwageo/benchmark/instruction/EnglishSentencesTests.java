package org.gwageo.benchmark.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnglishSentencesTests {

  @Test
  void endAtMarksBeforeWhiteSpace() {
    assertThat(EnglishSentences.split("One. Two! Three? four")).hasSize(4);
    assertThat(EnglishSentences.split("It costs 3.50 at a.com today")).hasSize(1);
    assertThat(EnglishSentences.split("One line\nanother line")).hasSize(1);
    assertThat(EnglishSentences.split("")).isEmpty();
  }

  @Test
  void keepAbbreviationsAndInitialsInside() {
    assertThat(EnglishSentences.split("Dr. Smith and Mr. J. Jones left. Then rain fell."))
        .hasSize(2);
    assertThat(EnglishSentences.split("He lives in the U.S. and sells tea, coffee etc. to all."))
        .hasSize(1);
    assertThat(EnglishSentences.split("He lives in the U.S. The house is old.")).hasSize(2);
    assertThat(EnglishSentences.split("See fig. 3 for more.")).hasSize(1);
  }

  @Test
  void takeClosingMarksWithThem() {
    assertThat(EnglishSentences.split("He said \"Stop.\" Then he left."))
        .containsExactly("He said \"Stop.\"", "Then he left.");
    assertThat(EnglishSentences.split("(Really.) Yes.")).hasSize(2);
    assertThat(EnglishSentences.split("**Bold.** Next.")).hasSize(2);
  }

  @Test
  void endAfterDotsOnlyBeforeACapital() {
    assertThat(EnglishSentences.split("Well... maybe so.")).hasSize(1);
    assertThat(EnglishSentences.split("Well... Nobody came.")).hasSize(2);
  }
}
