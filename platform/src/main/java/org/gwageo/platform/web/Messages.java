package org.gwageo.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The sentences of the pages, by meaning and language.
 *
 * <p>They stand in {@code messages/<area>.<language>.properties} in UTF-8. {@code {0}} inserts an
 * argument; {@code {0:은/는}} inserts the particle that follows argument 0 in Korean and {@code
 * {0:team/teams}} the singular or plural in English. A key may stand in one area only.
 */
public final class Messages {

  private final Map<Language, Map<String, MessagePattern>> texts = new EnumMap<>(Language.class);

  private Messages() {}

  /** Returns the messages on the class path, read once. */
  static Messages known() {
    return Known.MESSAGES;
  }

  /**
   * Reads all message files on the class path.
   *
   * @throws IllegalStateException if a key stands twice in one language, or in one language only
   */
  public static Messages load() {
    Messages messages = new Messages();
    for (Language language : Language.values()) {
      messages.texts.put(language, read(language));
    }
    for (Language language : Language.values()) {
      SortedSet<String> missing = new TreeSet<>(messages.keys(language.other()));
      missing.removeAll(messages.keys(language));
      if (!missing.isEmpty()) {
        throw new IllegalStateException(
            "messages in %s lack %s".formatted(language.tag(), String.join(", ", missing)));
      }
    }
    return messages;
  }

  /**
   * Returns the sentence {@code key} in {@code language} with {@code arguments} filled in: numbers
   * with commas, moments as {@link Moments} writes them, {@linkplain Word words} of the pages in
   * quotation marks, several values with commas between them.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public String text(Language language, String key, Object... arguments) {
    MessagePattern pattern = of(language).get(key);
    if (pattern == null) {
      throw new IllegalArgumentException(
          "message " + key + " is in no messages/*." + language.tag() + ".properties");
    }
    return pattern.format(Arrays.stream(arguments).map(one -> said(language, one)).toArray());
  }

  /** Returns why something was refused, in {@code language}. */
  String text(Language language, Refusal refusal) {
    Object[] arguments = Objects.requireNonNull(refusal.getArguments());
    return text(language, refusal.code(), arguments);
  }

  private Object said(Language language, Object argument) {
    return switch (argument) {
      case Word(String key, String name) -> "“" + text(language, key) + "”";
      case Instant moment -> Moments.time(language, moment);
      case OffsetDateTime moment -> Moments.time(language, moment.toInstant());
      case Collection<?> several ->
          several.stream()
              .map(one -> said(language, one).toString())
              .collect(Collectors.joining(", "));
      default -> argument;
    };
  }

  /** Returns whether {@code key} is known. */
  public boolean has(String key) {
    return of(Language.KOREAN).containsKey(key);
  }

  /** Returns all keys of {@code language}. */
  SortedSet<String> keys(Language language) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(of(language).keySet()));
  }

  /** Returns the highest argument number that {@code key} uses in {@code language}, or -1. */
  int arguments(Language language, String key) {
    return Objects.requireNonNull(of(language).get(key), key).highestArgument();
  }

  private Map<String, MessagePattern> of(Language language) {
    return Objects.requireNonNull(texts.get(language));
  }

  private static Map<String, MessagePattern> read(Language language) {
    Map<String, MessagePattern> read = new TreeMap<>();
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:messages/*." + language.tag() + ".properties");
      for (Resource file : files) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
        for (String key : properties.stringPropertyNames()) {
          MessagePattern pattern = MessagePattern.parse(properties.getProperty(key), language);
          if (read.put(key, pattern) != null) {
            throw new IllegalStateException(
                "message %s stands twice, last in %s".formatted(key, file.getFilename()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("messages of " + language.tag() + " cannot be read", e);
    }
    return read;
  }

  /** Holds the messages from when they are first asked for. */
  private static final class Known {
    private static final Messages MESSAGES = load();
  }
}
