package org.gwageo.platform.lineage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The reference models that entrants are compared with, each a folder with weights. */
@Component
public class References {

  private final List<Path> folders;

  /** Reads {@code gwageo.references}, a list or several folders with commas between them. */
  References(Environment settings) {
    this.folders =
        Binder.get(settings)
            .bind("gwageo.references", Bindable.listOf(String.class))
            .orElse(List.of())
            .stream()
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder).toAbsolutePath().normalize())
            .toList();
    for (Path folder : this.folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("gwageo.references names no folder: " + folder);
      }
    }
  }

  /** Returns the folders by the references' names. */
  public SequencedMap<String, Path> byName() {
    var byName = new TreeMap<String, Path>();
    folders.forEach(folder -> byName.put(folder.getFileName().toString(), folder));
    return byName;
  }
}
