package org.gwageo.benchmark.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code loop} variable: the elements and the position among them. */
record Loop(List<?> all, int at) {

  @Nullable Object attribute(String name) {
    return switch (name) {
      case "index" -> at + 1L;
      case "index0" -> (long) at;
      case "revindex" -> (long) all.size() - at;
      case "revindex0" -> all.size() - at - 1L;
      case "first" -> at == 0;
      case "last" -> at == all.size() - 1;
      case "length" -> (long) all.size();
      case "depth" -> 1L;
      case "depth0" -> 0L;
      case "previtem" -> at == 0 ? new Undefined("there is no previous item") : all.get(at - 1);
      case "nextitem" ->
          at == all.size() - 1 ? new Undefined("there is no next item") : all.get(at + 1);
      default -> new Undefined("'loop' has no attribute '" + name + "'");
    };
  }
}
