package org.gwageo.platform.submission;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.gwageo.platform.web.WrongValueException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The folder in which the files of submitted models lie, one folder below it for each model. */
@Component
public class ModelStore {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path root;

  ModelStore(@Value("${gwageo.models}") Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Returns the store's own folder. */
  public Path root() {
    return root;
  }

  /**
   * Returns the folder of the model called {@code name}.
   *
   * @throws IllegalArgumentException if the name is not a single folder's name, or there is none
   */
  public Path folder(String name) {
    Path folder = root.resolve(NAME.matcher(name).matches() ? name : ".").normalize();
    if (folder.equals(root) || !folder.startsWith(root) || !Files.isDirectory(folder)) {
      throw new WrongValueException("refusal.submission.no-folder", name);
    }
    return folder;
  }
}
