package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.verdict.Derivation;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.Derivation.Use;
import org.jspecify.annotations.Nullable;

/** The marks and ratings that people gave, as far as a derivation shows them. */
final class Marks {

  /**
   * One mark.
   *
   * @param kind {@link Kind#EVALUATOR} or {@link Kind#RATER}
   * @param item the item it was given for
   * @param who the pseudonym
   * @param value as it was entered
   * @param use whether it counted
   */
  record Mark(Kind kind, String item, String who, String value, Use use) {}

  private final List<Mark> found = new ArrayList<>();

  private Marks() {}

  /** Returns the marks in the order of the derivation. */
  static List<Mark> of(@Nullable Derivation total) {
    var marks = new Marks();
    if (total != null) {
      marks.walk(total, "", Use.COUNTED);
    }
    return List.copyOf(marks.found);
  }

  private void walk(Derivation node, String item, Use use) {
    Kind kind = node.label().kind();
    Use own = use == Use.COUNTED ? node.use() : use;
    String within = kind == Kind.ITEM || kind == Kind.MEASUREMENT ? node.label().id() : item;
    if (node instanceof Derivation.Given given && (kind == Kind.EVALUATOR || kind == Kind.RATER)) {
      found.add(new Mark(kind, within, node.label().id(), given.given(), own));
    }
    node.inputs().forEach(input -> walk(input, within, own));
  }
}
