package org.gwageo.platform.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence with places for arguments, read once. */
record MessagePattern(List<Part> parts) {

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::([^/{}]*)/([^/{}]*))?}");

  MessagePattern {
    parts = List.copyOf(parts);
  }

  /** Reads {@code text}; a choice means a particle in Korean and a plural in English. */
  static MessagePattern parse(String text, Language language) {
    List<Part> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int from = 0;
    while (place.find()) {
      if (place.start() > from) {
        parts.add(new Text(text.substring(from, place.start())));
      }
      int argument = Integer.parseInt(place.group(1));
      if (place.group(2) == null) {
        parts.add(new Argument(argument));
      } else if (language == Language.KOREAN) {
        parts.add(new Particle(argument, place.group(2), place.group(3)));
      } else {
        parts.add(new Plural(argument, place.group(2), place.group(3)));
      }
      from = place.end();
    }
    if (from < text.length()) {
      parts.add(new Text(text.substring(from)));
    }
    return new MessagePattern(parts);
  }

  /**
   * Returns the sentence with {@code arguments}.
   *
   * @throws IllegalArgumentException if an argument is missing
   */
  String format(Object... arguments) {
    int highest = highestArgument();
    if (highest >= arguments.length) {
      throw new IllegalArgumentException(
          "a sentence takes %d arguments, %d are given: %s"
              .formatted(highest + 1, arguments.length, this));
    }
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append(
          switch (part) {
            case Text(String text) -> text;
            case Argument(int at) -> written(arguments[at]);
            case Particle(int at, String closed, String open) ->
                Particles.choose(written(arguments[at]), closed, open);
            case Plural(int at, String one, String many) ->
                written(arguments[at]).equals("1") ? one : many;
          });
    }
    return out.toString();
  }

  /** Returns the highest argument number in use, -1 for none. */
  int highestArgument() {
    return parts.stream()
        .mapToInt(
            part ->
                switch (part) {
                  case Text(String text) -> -1;
                  case Argument(int at) -> at;
                  case Particle(int at, String closed, String open) -> at;
                  case Plural(int at, String one, String many) -> at;
                })
        .max()
        .orElse(-1);
  }

  private static String written(Object argument) {
    return switch (argument) {
      case Integer number -> Figures.grouped(number);
      case Long number -> Figures.grouped(number);
      case BigDecimal number -> Figures.grouped(number);
      default -> argument.toString();
    };
  }

  /** A piece of a sentence. */
  sealed interface Part {}

  /** Words as they stand. */
  record Text(String text) implements Part {}

  /** The argument with number {@code at}. */
  record Argument(int at) implements Part {}

  /** The particle that follows argument {@code at}. */
  record Particle(int at, String closed, String open) implements Part {}

  /** Singular when argument {@code at} is 1, else plural. */
  record Plural(int at, String one, String many) implements Part {}
}
