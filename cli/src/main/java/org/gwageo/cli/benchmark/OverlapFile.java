package org.gwageo.cli.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gwageo.benchmark.contamination.CorpusOverlap;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code contamination overlap} wrote. */
final class OverlapFile {

  static final String FORMAT = "gwageo-corpus-overlap/1";

  private OverlapFile() {}

  static Map<String, CorpusOverlap.Found> read(Path file) throws CannotRun {
    String text = InputFile.text("overlap", file);
    try {
      JsonNode tree = JsonMapper.builder().build().readTree(text);
      if (!tree.path("format").asString("").equals(FORMAT)) {
        throw new CannotRun("the overlap %s is not of the format %s".formatted(file, FORMAT));
      }
      Map<String, CorpusOverlap.Found> found = new HashMap<>();
      for (JsonNode one : tree.path("items")) {
        String item = one.path("item").asString("");
        found.put(
            item,
            new CorpusOverlap.Found(
                item,
                one.path("wordRuns").asInt(0),
                one.path("wordRunsFound").asInt(0),
                one.path("letterRuns").asInt(0),
                one.path("letterRunsFound").asInt(0),
                null));
      }
      return found;
    } catch (JacksonException e) {
      throw new CannotRun("the overlap %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
