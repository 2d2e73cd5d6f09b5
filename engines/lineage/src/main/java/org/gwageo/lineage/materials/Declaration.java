package org.gwageo.lineage.materials;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a team says of one part of its model.
 *
 * @param part a component, a tower, or {@code *}
 * @param origin where its weights come from
 * @param name the model they come from, or null
 * @param licence the licence they came under, or null
 * @param references the references that a match with is explained by the claim; an own earlier
 *     model stands here too
 */
public record Declaration(
    String part,
    Origin origin,
    @Nullable String name,
    @Nullable String licence,
    Set<String> references) {

  /** The part that stands for everything else. */
  public static final String EVERYTHING = "*";

  /** Where weights come from. */
  public enum Origin {
    /** Trained by the team from a random initialisation, perhaps in an earlier model of its own. */
    OWN("own"),
    /** Trained further from somebody's weights. */
    DERIVED("derived"),
    /** Taken over from a public model. */
    PUBLIC("public");

    private final String id;

    Origin(String id) {
      this.id = id;
    }

    /** Returns the origin's name in files. */
    public String id() {
      return id;
    }

    /**
     * Reads an origin's name.
     *
     * @throws IllegalArgumentException if there is no such origin
     */
    public static Origin parse(String id) {
      return Arrays.stream(values())
          .filter(origin -> origin.id.equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "an origin is own, derived or public, not \"%s\"".formatted(id)));
    }
  }

  /**
   * Checks that what is not own names where it comes from.
   *
   * @throws IllegalArgumentException if the part is blank, or a foreign origin has neither name nor
   *     references
   */
  public Declaration {
    references = new TreeSet<>(references);
    if (part.isBlank()) {
      throw new IllegalArgumentException("a declaration names a part");
    }
    if (origin != Origin.OWN && name == null && references.isEmpty()) {
      throw new IllegalArgumentException(
          "the declaration of %s says %s but not from which model".formatted(part, origin.id()));
    }
  }

  /** Returns whether the claim explains a match with a reference of this name. */
  boolean explains(String reference) {
    return references.contains(reference) || reference.equals(name);
  }
}
