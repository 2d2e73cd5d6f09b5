package org.gwageo.platform.programme.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads sources and what rests on them.
 *
 * <p>A datum that names neither {@code sources} nor {@code confidence} has those of the datum
 * around it; one that names only {@code sources} has the confidence of the first of them.
 */
final class Citations {

  private static final Attribution NOTHING = new Attribution(List.of(), Confidence.UNCERTAIN);

  private final References references;
  private final Map<String, Confidence> confidences = new HashMap<>();

  Citations(References references) {
    this.references = references;
  }

  References references() {
    return references;
  }

  Source source(Fields fields) {
    String key = fields.text("key");
    Confidence confidence = fields.oneOf("confidence", Confidence.class);
    references.declare(References.Kind.SOURCE, key, fields.placeOf("key"));
    confidences.put(key, confidence);
    return new Source(
        key,
        confidence,
        fields.bilingual("title"),
        fields.bilingual("publisher"),
        fields.parsedOrNull("date", Period::parse),
        fields.parsedOrNull("url", Citations::address),
        fields.textOrNull("reference"),
        fields.oneOf("access", Source.Access.class));
  }

  private static java.net.URI address(String text) {
    java.net.URI uri = java.net.URI.create(text);
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("an https address is wanted, not " + text);
    }
    return uri;
  }

  /** Reads the attribution of a datum inside another one whose attribution is {@code around}. */
  Attribution attribution(Fields fields, @Nullable Attribution around) {
    List<String> keys =
        new ArrayList<>(
            fields.texts(
                "sources", (key, place) -> references.use(References.Kind.SOURCE, key, place)));
    if (keys.isEmpty() && around != null) {
      keys.addAll(around.sources());
    }
    if (keys.isEmpty()) {
      fields.place().problem("no source is named: the key 'sources' is missing or empty");
      return NOTHING;
    }
    Confidence usual =
        fields.has("sources") || around == null
            ? confidences.getOrDefault(keys.getFirst(), Confidence.UNCERTAIN)
            : around.confidence();
    return new Attribution(keys, fields.oneOf("confidence", Confidence.class, usual));
  }

  Statement statement(Fields fields, @Nullable Attribution around) {
    return new Statement(
        fields.parsedOrNull("date", Period::parse),
        fields.bilingual("text"),
        attribution(fields, around));
  }

  List<Statement> statements(Fields fields, String key, @Nullable Attribution around) {
    return fields.list(key, each -> statement(each, around));
  }

  Topic topic(Fields fields) {
    String id = fields.text("id");
    references.declare(References.Kind.TOPIC, id, fields.placeOf("id"));
    return new Topic(id, fields.bilingual("title"), statements(fields, "statements", null));
  }
}
