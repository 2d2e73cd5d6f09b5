package org.gwageo.platform.contest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Rulebook;

/** The user groups that a rulebook reads ratings of. */
final class UserGroups {

  private UserGroups() {}

  static Map<String, Input.Ratings> of(Rulebook rulebook) {
    var groups = new LinkedHashMap<String, Input.Ratings>();
    rulebook
        .items()
        .forEach(
            item -> {
              if (item.input() instanceof Input.Ratings ratings) {
                groups.put(ratings.group(), ratings);
              }
            });
    return groups;
  }
}
