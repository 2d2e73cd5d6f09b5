package org.gwageo.bundle.sheets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rating that one user gives one team.
 *
 * @param panel the user group's name in the rulebook
 * @param rater the user's pseudonym
 * @param team the team's slug
 * @param rating 1 (very dissatisfied) to 5 (very satisfied)
 * @param position at which place of the user's random order the team came, from 1
 * @param seconds how long the user tried the model
 */
public record UserRating(
    String panel,
    String rater,
    String team,
    int rating,
    @Nullable Integer position,
    @Nullable Integer seconds) {

  private static final List<String> HEADER =
      List.of("panel", "rater", "team", "rating", "position", "seconds");

  /** Reads {@code users/ratings.csv}. */
  public static List<UserRating> read(String csv) throws SheetException {
    var ratings = new ArrayList<UserRating>();
    for (var row : Table.read(csv, HEADER, 3)) {
      ratings.add(
          new UserRating(
              row.word("panel"),
              row.word("rater"),
              row.word("team"),
              row.number("rating", 1, 5),
              row.numberOrNone("position"),
              row.numberOrNone("seconds")));
    }
    return List.copyOf(ratings);
  }

  /** Writes {@code users/ratings.csv}, ordered by panel, rater and team. */
  public static String write(List<UserRating> ratings) {
    return Table.write(
        HEADER,
        ratings.stream()
            .sorted(
                Comparator.comparing(UserRating::panel)
                    .thenComparing(UserRating::rater)
                    .thenComparing(UserRating::team))
            .map(
                r ->
                    List.of(
                        r.panel(),
                        r.rater(),
                        r.team(),
                        String.valueOf(r.rating()),
                        orEmpty(r.position()),
                        orEmpty(r.seconds())))
            .toList());
  }

  private static String orEmpty(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }
}
