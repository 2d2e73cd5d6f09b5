package org.gwageo.platform.programme.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/** Where in a file something was read, with the list that its problems go to. */
record Place(String file, @Nullable Mark mark, List<Problem> problems) {

  Place at(@Nullable Mark other) {
    return new Place(file, other, problems);
  }

  void problem(String message) {
    Mark known = mark;
    problems.add(
        known == null
            ? new Problem(file, 0, 0, message)
            : new Problem(file, known.getLine() + 1, known.getColumn() + 1, message));
  }
}
