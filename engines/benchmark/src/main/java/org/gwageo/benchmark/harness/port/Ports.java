package org.gwageo.benchmark.harness.port;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** The functions that were ported. */
public final class Ports {

  /** By family and function name; the same function of several families has one entry for each. */
  private static final Map<String, Port> BY_NAME = new HashMap<>();

  /** By digest of the source: the key in {@link #BY_NAME}. */
  private static final Map<Digest, String> BY_SOURCE = new HashMap<>();

  static {
    KobestPorts.into(BY_NAME);
    ClickPorts.into(BY_NAME);
    MathPorts.into(BY_NAME);
    ChoicePorts.into(BY_NAME);
    InstructionPorts.into(BY_NAME);
    CodePorts.into(BY_NAME);
    readSources();
  }

  private Ports() {}

  /** Reads {@code sources.csv}: digest of a source, family and function that it was found in. */
  private static void readSources() {
    try (InputStream in = Ports.class.getResourceAsStream("sources.csv");
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comma = line.indexOf(',');
        BY_SOURCE.put(new Digest(line.substring(0, comma)), line.substring(comma + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the port of a function; nothing if it was not ported or its source is another one. */
  public static Optional<Port> find(FunctionReference reference) {
    return Optional.ofNullable(port(reference));
  }

  private static @Nullable Port port(FunctionReference reference) {
    if (reference.source() == null) {
      return byName(reference);
    }
    String key = BY_SOURCE.get(reference.source());
    if (key != null) {
      return BY_NAME.get(key);
    }
    return reference.text() == null ? null : LiteralSamples.of(reference.text());
  }

  private static @Nullable Port byName(FunctionReference reference) {
    String near = reference.family() + "/" + reference.function();
    Port port = BY_NAME.get(reference.outer() + "/" + near);
    return port == null ? BY_NAME.get(near) : port;
  }

  /** Returns one sentence that says why a function has no port. */
  public static String missing(FunctionReference reference) {
    return byName(reference) != null && reference.source() != null
        ? "the function " + reference.word() + " says something else than the one that was ported"
        : "the function " + reference.word() + " needs a port";
  }

  /** Returns the names that known sources lead to. */
  static Collection<String> sources() {
    return BY_SOURCE.values();
  }

  /** Returns the names of all ports, family and function, in no order. */
  static Iterable<String> names() {
    return BY_NAME.keySet();
  }
}
