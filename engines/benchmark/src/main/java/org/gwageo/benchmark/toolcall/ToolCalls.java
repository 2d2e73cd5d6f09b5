package org.gwageo.benchmark.toolcall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Compares the calls of a reply with the expected ones by fixed rules. Stateless and thread-safe.
 *
 * <p>Calls in any order are assigned so that as many as possible are right; what is left over is
 * paired by name, then in order, and its differences are reported.
 */
public final class ToolCalls {

  private static final int MOST_CALLS = 256;
  private static final int FREE = -1;

  private final MatchRules rules;

  /** Creates a comparison by {@code rules}. */
  public ToolCalls(MatchRules rules) {
    this.rules = rules;
  }

  /**
   * Compares {@code actual} with {@code expected}. Of the actual calls, those after the first 256
   * are only reported.
   *
   * @param expected the expected calls; none means that any call is wrong
   */
  public ToolMatch match(List<ExpectedCall> expected, List<ActualCall> actual) {
    List<ActualCall> looked = actual.subList(0, Math.min(actual.size(), MOST_CALLS));
    List<Arguments> read = looked.stream().map(Arguments::of).toList();
    int[] partner = rules.ordered() ? inOrder(expected, looked) : assigned(expected, looked, read);
    List<Mismatch> mismatches = new ArrayList<>();
    boolean[] used = new boolean[looked.size()];
    int right = 0;
    for (int i = 0; i < expected.size(); i++) {
      if (partner[i] == FREE) {
        String name = expected.get(i).name();
        mismatches.add(new Mismatch(Mismatch.Kind.MISSING_CALL, i, "", "no call of " + name));
      } else {
        used[partner[i]] = true;
        List<Mismatch> found =
            differences(expected.get(i), looked.get(partner[i]), read.get(partner[i]), i);
        right += found.isEmpty() ? 1 : 0;
        mismatches.addAll(found);
      }
    }
    for (int j = 0; j < actual.size(); j++) {
      if (j >= used.length || !used[j]) {
        String message = "an unexpected call of " + actual.get(j).name();
        mismatches.add(new Mismatch(Mismatch.Kind.UNEXPECTED_CALL, j, "", message));
      }
      if (j >= MOST_CALLS) {
        break;
      }
    }
    return new ToolMatch(mismatches, right, expected.size());
  }

  /** The arguments of a call, or why they cannot be read. */
  private record Arguments(@Nullable JsonNode members, String problem) {
    static Arguments of(ActualCall call) {
      // Endpoints send no text at all for a call without arguments.
      if (call.arguments().isBlank()) {
        return new Arguments(JsonNodeFactory.instance.objectNode(), "");
      }
      try {
        JsonNode node = ArgumentReader.read(call.arguments());
        return node.isObject()
            ? new Arguments(node, "")
            : new Arguments(null, "the arguments are no object");
      } catch (ToolCallException e) {
        return new Arguments(null, String.valueOf(e.getMessage()));
      }
    }
  }

  private List<Mismatch> differences(
      ExpectedCall expected, ActualCall actual, Arguments arguments, int call) {
    if (!expected.name().equals(actual.name())) {
      return List.of(
          new Mismatch(
              Mismatch.Kind.WRONG_NAME,
              call,
              "",
              "calls " + cut(actual.name()) + ", not " + expected.name()));
    }
    JsonNode members = arguments.members();
    if (members == null) {
      return List.of(
          new Mismatch(Mismatch.Kind.UNREADABLE_ARGUMENTS, call, "", arguments.problem()));
    }
    return new ValueMatcher(rules, call).members(expected.arguments(), members, "");
  }

  private static String cut(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "...";
  }

  private static int[] inOrder(List<ExpectedCall> expected, List<ActualCall> actual) {
    int[] partner = new int[expected.size()];
    Arrays.setAll(partner, i -> i < actual.size() ? i : FREE);
    return partner;
  }

  /** Pairs as many right calls as possible, by augmenting paths; then the rest. */
  private int[] assigned(
      List<ExpectedCall> expected, List<ActualCall> actual, List<Arguments> read) {
    boolean[][] fits = new boolean[expected.size()][actual.size()];
    for (int i = 0; i < expected.size(); i++) {
      for (int j = 0; j < actual.size(); j++) {
        fits[i][j] = differences(expected.get(i), actual.get(j), read.get(j), i).isEmpty();
      }
    }
    int[] holder = new int[actual.size()];
    Arrays.fill(holder, FREE);
    for (int i = 0; i < expected.size(); i++) {
      augment(i, fits, holder, new boolean[actual.size()]);
    }
    int[] partner = new int[expected.size()];
    Arrays.fill(partner, FREE);
    for (int j = 0; j < actual.size(); j++) {
      if (holder[j] != FREE) {
        partner[holder[j]] = j;
      }
    }
    rest(expected, actual, partner, holder);
    return partner;
  }

  private static boolean augment(int call, boolean[][] fits, int[] holder, boolean[] seen) {
    for (int j = 0; j < holder.length; j++) {
      if (fits[call][j] && !seen[j]) {
        seen[j] = true;
        if (holder[j] == FREE || augment(holder[j], fits, holder, seen)) {
          holder[j] = call;
          return true;
        }
      }
    }
    return false;
  }

  private static void rest(
      List<ExpectedCall> expected, List<ActualCall> actual, int[] partner, int[] holder) {
    for (boolean byName : new boolean[] {true, false}) {
      for (int i = 0; i < partner.length; i++) {
        if (partner[i] == FREE) {
          int free =
              free(byName ? Optional.of(expected.get(i).name()) : Optional.empty(), actual, holder);
          if (free != FREE) {
            partner[i] = free;
            holder[free] = i;
          }
        }
      }
    }
  }

  private static int free(Optional<String> name, List<ActualCall> actual, int[] holder) {
    for (int j = 0; j < holder.length; j++) {
      boolean named = name.isEmpty() || name.get().equals(actual.get(j).name());
      if (holder[j] == FREE && named) {
        return j;
      }
    }
    return FREE;
  }
}
