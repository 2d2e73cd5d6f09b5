package org.gwageo.nano.training;

import java.nio.file.Path;
import java.util.List;

/**
 * Trains models by their recipes: {@code Train FOLDER [NAME ...]}.
 *
 * <p>Without names all six are trained, one after the other. Exit status 2 means that the arguments
 * were wrong or a model could not be trained.
 */
public final class Train {
  private Train() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.err.println("usage: Train FOLDER [NAME ...]");
      System.exit(2);
    }
    Path models = Path.of(arguments[0]);
    List<String> names = List.of(arguments).subList(1, arguments.length);
    for (String name : names) {
      if (Recipes.all().stream().noneMatch(recipe -> recipe.name().equals(name))) {
        System.err.printf("there is no recipe %s%n", name);
        System.exit(2);
      }
    }
    for (Recipe recipe : Recipes.all()) {
      if (names.isEmpty() || names.contains(recipe.name())) {
        new TrainingRun(recipe, models).run();
      }
    }
  }
}
