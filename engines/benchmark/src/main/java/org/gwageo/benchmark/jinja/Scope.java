package org.gwageo.benchmark.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of names: what the template was given, and what loops and {@code set} added. */
final class Scope {

  private final Map<String, ? extends @Nullable Object> given;
  private final @Nullable Scope parent;
  private @Nullable Map<String, @Nullable Object> own;

  Scope(Map<String, ? extends @Nullable Object> given) {
    this.given = given;
    this.parent = null;
  }

  private Scope(Scope parent) {
    this.given = parent.given;
    this.parent = parent;
  }

  Scope inner() {
    return new Scope(this);
  }

  void set(String name, @Nullable Object value) {
    Map<String, @Nullable Object> names = own;
    if (names == null) {
      names = new HashMap<>();
      own = names;
    }
    names.put(name, value);
  }

  @Nullable Object get(String name) {
    for (@Nullable Scope scope = this; scope != null; scope = scope.parent) {
      Map<String, @Nullable Object> names = scope.own;
      if (names != null && names.containsKey(name)) {
        return names.get(name);
      }
    }
    Object value = given.get(name);
    return value != null || given.containsKey(name)
        ? value
        : new Undefined("'" + name + "' is undefined");
  }
}
