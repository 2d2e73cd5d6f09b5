package org.gwageo.lineage.anatomy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes apart two stacks of layers that names put into one tower, such as the decoder that an
 * autoencoder of pictures was trained with: the one with fewer layers becomes the tower "other".
 */
final class SecondStack {

  private static final String OTHER = "other";

  private SecondStack() {}

  /**
   * Changes the claims of the smaller stack; without two stacks nothing changes.
   *
   * @param claims what the names say
   */
  static void separate(Map<String, Claim> claims) {
    var first = new HashMap<Place, String>();
    Optional<String> smaller = Optional.empty();
    for (String name : new TreeSet<>(claims.keySet())) {
      Claim claim = claims.get(name);
      if (claim == null || claim.isUnknown() || claim.place().layer() == Place.NONE) {
        continue;
      }
      String other = first.putIfAbsent(claim.place(), name);
      if (other != null && !claim.place().tower().equals(OTHER)) {
        smaller = smaller(other, name, claims);
        if (smaller.isPresent()) {
          break;
        }
      }
    }
    smaller.ifPresent(
        root ->
            claims.replaceAll(
                (name, claim) -> name.startsWith(root) ? claim.inTower(OTHER) : claim));
  }

  /** Returns the beginning of the names of the smaller stack, if the two names are of two. */
  private static Optional<String> smaller(String a, String b, Map<String, Claim> claims) {
    List<String> left = List.of(a.split("\\.", -1));
    List<String> right = List.of(b.split("\\.", -1));
    int differ = 0;
    while (differ < Math.min(left.size(), right.size()) - 1
        && left.get(differ).equals(right.get(differ))) {
      differ++;
    }
    String rootA = String.join(".", left.subList(0, differ + 1)) + ".";
    String rootB = String.join(".", right.subList(0, differ + 1)) + ".";
    long ofA = layered(rootA, claims);
    long ofB = layered(rootB, claims);
    if (ofA < 2 || ofB < 2 || isNumber(left.get(differ)) || isNumber(right.get(differ))) {
      return Optional.empty();
    }
    boolean own = ofA == ofB ? !reads(rootA, claims) && reads(rootB, claims) : ofA < ofB;
    return Optional.of(own ? rootA : rootB);
  }

  /** Whether the input of a model is read under a beginning of names. */
  private static boolean reads(String root, Map<String, Claim> claims) {
    return claims.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(root))
        .map(entry -> entry.getValue().place().role())
        .anyMatch(role -> role == Role.EMBEDDING || role == Role.STEM);
  }

  private static boolean isNumber(String step) {
    return step.chars().allMatch(Character::isDigit);
  }

  /** Returns how many different layers stand under a beginning of names. */
  private static long layered(String root, Map<String, Claim> claims) {
    return claims.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(root) && !entry.getValue().isUnknown())
        .map(entry -> entry.getValue().place().layer())
        .filter(layer -> layer != Place.NONE)
        .distinct()
        .count();
  }
}
