package org.gwageo.cluster.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of one model on a Hadoop file system: a folder in Hugging Face layout, or one file of
 * weights with those beside it.
 *
 * @param uri what the user named
 * @param weights the name of the file of weights, empty for a folder
 * @param files the files of the folder that may belong to a model, by name
 * @param contents the first bytes of some: small files whole, files of weights up to where their
 *     tensors begin
 */
record ModelFiles(
    String uri, String weights, TreeMap<String, RemoteFile> files, HashMap<String, byte[]> contents)
    implements Serializable {

  /** Beyond this many files a folder is no model's; the engine has the same limit. */
  private static final int FILES_LIMIT = 100_000;

  /** Files of at most so many bytes that say something about weights are read whole. */
  private static final long SMALL = 128L << 20;

  private static final List<String> SMALL_FILES =
      List.of(
          "config.json",
          "quantize_config.json",
          "model.safetensors.index.json",
          "pytorch_model.bin.index.json");

  private static final List<String> TOKENIZERS =
      List.of("tokenizer.json", "tokenizer.model", "vocab.txt", "vocab.json", "merges.txt");

  private static final List<String> WEIGHTS =
      List.of(".safetensors", ".gguf", ".onnx", ".bin", ".pt", ".pth");

  /** Bytes by which the format of a file is known. */
  private static final int MAGIC = 16;

  /**
   * Looks a model up.
   *
   * @throws CannotRun if there is nothing at the path, or it cannot be read
   */
  static ModelFiles of(Path model, Configuration configuration) throws CannotRun {
    try {
      FileSystem system = model.getFileSystem(configuration);
      FileStatus status = system.getFileStatus(model);
      boolean folder = status.isDirectory();
      var files = new TreeMap<String, RemoteFile>();
      Path parent = folder ? model : model.getParent();
      if (!folder) {
        files.put(model.getName(), RemoteFile.of(status));
      }
      var listed = system.listStatusIterator(parent);
      while (listed.hasNext()) {
        FileStatus file = listed.next();
        if (file.isFile() && isPartOfAModel(file.getPath().getName())) {
          files.put(file.getPath().getName(), RemoteFile.of(file));
        }
        if (files.size() > FILES_LIMIT) {
          throw new CannotRun("%s holds more than %d files".formatted(parent, FILES_LIMIT));
        }
      }
      var found =
          new ModelFiles(model.toString(), folder ? "" : model.getName(), files, new HashMap<>());
      found.readSmallFiles(configuration);
      return found;
    } catch (FileNotFoundException e) {
      throw new CannotRun("there is no model at %s".formatted(model), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotRun("%s cannot be read: %s".formatted(model, Sentences.reason(e)), e);
    }
  }

  private void readSmallFiles(Configuration configuration) throws IOException {
    boolean layout =
        weights.isEmpty()
            && (files.containsKey("model.safetensors.index.json")
                || files.containsKey("model.safetensors"));
    for (RemoteFile file : files.values()) {
      if (SMALL_FILES.contains(file.name()) && file.length() <= SMALL) {
        contents.put(file.name(), file.read(configuration, 0, (int) file.length()));
      } else if (isWeights(file.name())
          && (file.name().equals(weights) || (weights.isEmpty() && !layout))) {
        contents.put(
            file.name(), file.read(configuration, 0, (int) Math.min(MAGIC, file.length())));
      }
    }
  }

  private static boolean isPartOfAModel(String name) {
    return isWeights(name)
        || SMALL_FILES.contains(name)
        || TOKENIZERS.stream().anyMatch(name::endsWith);
  }

  static boolean isWeights(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return WEIGHTS.stream().anyMatch(lower::endsWith);
  }

  /** Returns these files with more of the beginnings of some. */
  ModelFiles with(Map<String, byte[]> beginnings) {
    var more = new HashMap<>(contents);
    more.putAll(beginnings);
    return new ModelFiles(uri, weights, files, more);
  }

  /** Returns the files of some names, in their order. */
  List<RemoteFile> named(List<String> names) {
    var named = new ArrayList<RemoteFile>();
    for (String name : names) {
      RemoteFile file = files.get(name);
      if (file == null) {
        throw new IllegalArgumentException(uri + " has no file " + name);
      }
      named.add(file);
    }
    return named;
  }
}
