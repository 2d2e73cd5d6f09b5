package org.gwageo.benchmark.mathematics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the committed cases and the verdicts that other programs gave on them. */
final class Cases {

  /** One line of cases.txt with Math-Verify's verdict. */
  record Case(String gold, String answer, boolean equal, String why, boolean reference) {}

  private Cases() {}

  static List<Case> read() {
    List<String> verdicts = lines("reference.txt");
    List<Case> cases = new ArrayList<>();
    for (String line : lines("cases.txt")) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> parts = List.of(line.split(" \\| ", -1));
      cases.add(
          new Case(
              parts.get(0),
              parts.get(1),
              parts.get(2).strip().equals("="),
              parts.size() > 3 ? parts.get(3).strip() : "",
              verdicts.get(cases.size()).equals("=")));
    }
    return cases;
  }

  static List<String> lines(String resource) {
    try (InputStream in = Cases.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
