package org.gwageo.nano;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.http.NanoServer;

/** Loads models from folders and serves them: what a command line needs. */
public final class NanoServe {
  private NanoServe() {}

  /**
   * Starts a server of the models in {@code folders}.
   *
   * @param folders each one a model's folder, or a folder of such folders
   * @param address where to listen; port 0 takes any free one
   * @return the running server, which the caller closes
   * @throws IOException if a file cannot be read or the address cannot be listened on
   * @throws BadModelException if a folder holds no model that can be run
   */
  public static NanoServer start(List<Path> folders, InetSocketAddress address)
      throws IOException, BadModelException {
    return NanoServer.start(address, load(folders));
  }

  /** Loads the models in {@code folders}, each a model's folder or a folder of such folders. */
  public static List<NanoModel> load(List<Path> folders) throws IOException, BadModelException {
    List<NanoModel> models = new ArrayList<>();
    for (Path folder : folders) {
      for (Path model : models(folder)) {
        models.add(NanoModel.load(model));
      }
    }
    return models;
  }

  private static List<Path> models(Path folder) throws IOException, BadModelException {
    if (Files.exists(folder.resolve("config.json"))) {
      return List.of(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw new BadModelException("%s is not a folder".formatted(folder));
    }
    List<Path> found;
    try (Stream<Path> entries = Files.list(folder)) {
      found = entries.filter(entry -> Files.exists(entry.resolve("config.json"))).sorted().toList();
    }
    if (found.isEmpty()) {
      throw new BadModelException(
          "%s holds no config.json and no folder with one".formatted(folder));
    }
    return found;
  }
}
