package org.gwageo.cli.verdict;

import org.gwageo.verdict.Audience;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code public}, {@code team:ID}, {@code reviewers} or {@code office}. */
final class AudienceOption implements ITypeConverter<Audience> {

  private static final String TEAM = "team:";

  AudienceOption() {}

  @Override
  public Audience convert(String text) {
    if (text.startsWith(TEAM) && text.length() > TEAM.length()) {
      return new Audience.OneTeam(text.substring(TEAM.length()));
    }
    return switch (text) {
      case "public" -> new Audience.Public();
      case "reviewers" -> new Audience.Reviewers();
      case "office" -> new Audience.Office();
      default ->
          throw new TypeConversionException(
              "an audience is public, team:ID, reviewers or office, not '%s'".formatted(text));
    };
  }
}
