package org.gwageo.benchmark.contamination;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files of a declared corpus past an index of items. */
public final class CorpusFiles {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CorpusFiles() {}

  /**
   * Reads one file: {@code .jsonl} and {@code .json}, in which every text value is a document, or
   * plain text in UTF-8 under any other name; each of them also with {@code .gz} behind it. Bytes
   * that are no UTF-8 become replacement characters and match nothing.
   *
   * @throws IOException if the file cannot be read or its JSON is broken
   */
  public static void read(Path file, CorpusOverlap overlap) throws IOException {
    String name = String.valueOf(file.getFileName());
    String lower = name.toLowerCase(Locale.ROOT);
    boolean packed = lower.endsWith(".gz");
    String kind = packed ? lower.substring(0, lower.length() - 3) : lower;
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      if (kind.endsWith(".jsonl") || kind.endsWith(".json")) {
        json(name, reader, overlap);
      } else {
        overlap.read(name, reader);
      }
    }
  }

  private static void json(String name, Reader reader, CorpusOverlap overlap) throws IOException {
    try (JsonParser parser = JSON.createParser(reader)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          int line = parser.currentTokenLocation().getLineNr();
          overlap.read(name + " line " + line, new StringReader(parser.getString()));
        }
      }
    } catch (JacksonException e) {
      throw new IOException(name + ": broken JSON: " + e.getOriginalMessage(), e);
    }
  }
}
