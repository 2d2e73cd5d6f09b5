package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of the names of published modelling code. {@code names.tsv} lists the names ({@code
 * names.py} beside it writes the list), {@code families.txt} what they have to become.
 */
class FamilyNamesTests {

  private static final Map<String, List<String>> NAMES =
      lines("names.tsv")
          .map(line -> line.split("\t", -1))
          .collect(
              Collectors.groupingBy(
                  columns -> columns[0],
                  Collectors.mapping(columns -> columns[1], Collectors.toList())));

  record Expected(String family, String where, String roles) {}

  static Stream<Expected> expected() {
    return lines("families.txt")
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" *\\| *", -1))
        .map(columns -> new Expected(columns[0], columns[1], columns[2]));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void everyNameOfAFamilyHasItsRole(Expected expected) {
    Map<String, Set<String>> roles = roles(expected.family());
    assertThat(roles).isNotEmpty();
    assertThat(String.join(" ", roles.getOrDefault(expected.where(), Set.of())))
        .isEqualTo(expected.roles());
  }

  /** Returns the roles by tower and layer, such as {@code text 1}. */
  static Map<String, Set<String>> roles(String family) {
    List<String> names = NAMES.getOrDefault(family, List.of());
    var settings = Settings.of(Map.of(), Optional.empty());
    var read = TensorNames.of(names, settings);
    var claims = new LinkedHashMap<String, Claim>();
    names.forEach(name -> claims.put(name, read.claim(name)));
    SecondStack.separate(claims);
    var byPlace = new TreeMap<String, Set<String>>();
    for (Claim claim : claims.values()) {
      Place place = claim.place();
      boolean unknown = claim.isUnknown();
      String where = place.tower() + (place.layer() < 0 ? "" : " " + place.layer());
      String role = place.role() + (claim.fusion() == Claim.Fusion.NONE ? "" : "*");
      role += claim.stacked() ? "[]" : place.expert() >= 0 ? "[" + place.expert() + "]" : "";
      role += place.expert() == Place.SHARED ? "[shared]" : "";
      boolean labelled = !unknown && !place.name().isEmpty() && !place.name().contains(".");
      byPlace
          .computeIfAbsent(where, any -> new TreeSet<>())
          .add(role + (labelled ? ":" + place.name() : ""));
    }
    return byPlace;
  }

  static Stream<String> lines(String resource) {
    try (var in = FamilyNamesTests.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("there is no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
