package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Derivation;
import org.gwageo.verdict.Reason;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** The engine's texts and numbers in the page's language. */
final class Wording {

  private static final String NONE = "–";

  private Wording() {}

  static String in(Page page, Bilingual text) {
    return page.pick(text.ko(), text.en());
  }

  static List<String> sentences(Page page, List<Reason> reasons) {
    return reasons.stream().map(reason -> in(page, reason.text())).toList();
  }

  /** Returns the title of the total, of a block or of an item. */
  static String title(Page page, Rulebook rulebook, String id) {
    Optional<Bilingual> title =
        rulebook.block(id).map(Block::title).or(() -> rulebook.item(id).map(Item::title));
    return title.map(text -> in(page, text)).orElseGet(() -> page.t("results.total"));
  }

  static String gate(Page page, Rulebook rulebook, String id) {
    return rulebook.gate(id).map(Gate::title).map(text -> in(page, text)).orElse(id);
  }

  /** Returns the title of an index's component, or the name itself. */
  static String component(Page page, Rulebook rulebook, String id) {
    return rulebook
        .items()
        .flatMap(
            item ->
                item.input() instanceof Input.Index index
                    ? index.components().stream()
                    : java.util.stream.Stream.empty())
        .filter(component -> component.id().equals(id))
        .findFirst()
        .map(component -> in(page, component.title()))
        .orElse(id);
  }

  static String number(@Nullable BigDecimal value) {
    return value == null ? NONE : value.toPlainString();
  }

  /** Returns the number as the step above goes on with it; exact up to ten digits. */
  static String plain(Derivation node) {
    return node.value().toPlainString();
  }
}
