package org.gwageo.lineage.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds out which format the files at a path have. */
final class WeightFiles {

  private static final List<String> SUFFIXES =
      List.of(".safetensors", ".gguf", ".onnx", ".bin", ".pt", ".pth");

  /** Beyond this many files a folder is no model's. */
  private static final int FILES_LIMIT = 100_000;

  private WeightFiles() {}

  static Weights open(Path path, FileBytes source) throws CheckpointException {
    if (Files.isDirectory(path)) {
      return openFolder(path, source);
    }
    return openFile(path, source);
  }

  private static Weights openFolder(Path folder, FileBytes source) throws CheckpointException {
    if (Files.exists(folder.resolve(ShardIndex.SAFETENSORS))
        || Files.exists(folder.resolve("model.safetensors"))) {
      return Quantised.present(Safetensors.open(folder, source));
    }
    if (Files.exists(folder.resolve(ShardIndex.TORCH))
        || Files.exists(folder.resolve("pytorch_model.bin"))) {
      requireMapped(folder, source);
      return TorchFile.open(folder);
    }
    return openFile(onlyFile(folder), source);
  }

  private static Path onlyFile(Path folder) throws CheckpointException {
    var found = new ArrayList<Path>();
    int seen = 0;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        if (++seen > FILES_LIMIT) {
          throw new CheckpointException(
              "%s holds more than %d files".formatted(MappedFile.shown(folder), FILES_LIMIT));
        }
        String name = lower(file);
        if (SUFFIXES.stream().anyMatch(name::endsWith)
            && !name.matches(".*-(?!00001)\\d{5}-of-\\d{5}\\.gguf")
            && Files.isRegularFile(file)) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(MappedFile.shown(folder), e.getMessage()), e);
    }
    found.sort(null);
    for (String suffix : SUFFIXES) {
      var ofSuffix = found.stream().filter(file -> lower(file).endsWith(suffix)).toList();
      if (ofSuffix.size() == 1) {
        return ofSuffix.getFirst();
      }
      if (ofSuffix.size() > 1) {
        return ofSuffix.stream()
            .filter(file -> lower(file).equals("model" + suffix))
            .findFirst()
            .orElseThrow(
                () ->
                    new CheckpointException(
                        "%s holds %d files that end in %s, among them %s and %s; name one of them"
                            .formatted(
                                MappedFile.shown(folder),
                                ofSuffix.size(),
                                suffix,
                                MappedFile.shown(ofSuffix.get(0)),
                                MappedFile.shown(ofSuffix.get(1)))));
      }
    }
    throw new CheckpointException(
        "%s holds no weights: neither model.safetensors nor a file that ends in one of %s"
            .formatted(MappedFile.shown(folder), SUFFIXES));
  }

  private static Weights openFile(Path file, FileBytes source) throws CheckpointException {
    String name = lower(file);
    byte[] head = MappedFile.head(file, 16);
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    if (magic.startsWith("GGUF") || magic.startsWith("FUGG")) {
      requireSuffix(file, "a GGUF file", ".gguf");
      return Gguf.open(file, source);
    }
    if (magic.startsWith("PK\3\4")) {
      requireSuffix(file, "a zip archive", ".bin", ".pt", ".pth");
      requireMapped(file, source);
      return TorchFile.open(file);
    }
    if (name.endsWith(".safetensors")) {
      return Quantised.present(Safetensors.open(file, source));
    }
    if (name.endsWith(".onnx")) {
      requireMapped(file, source);
      return Onnx.open(file);
    }
    if (name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pth")) {
      requireMapped(file, source);
      return TorchFile.open(file);
    }
    if (name.endsWith(".gguf")) {
      throw new CheckpointException(
          MappedFile.shown(file) + " does not start with the letters GGUF");
    }
    throw new CheckpointException(
        "%s is no file of weights: its name ends in none of %s"
            .formatted(MappedFile.shown(file), SUFFIXES));
  }

  private static void requireMapped(Path path, FileBytes source) throws CheckpointException {
    if (!source.equals(FileBytes.mapped())) {
      throw new CheckpointException(
          "%s is no safetensors or GGUF file; other formats are not read by ranges"
              .formatted(MappedFile.shown(path)));
    }
  }

  private static void requireSuffix(Path file, String kind, String... suffixes)
      throws CheckpointException {
    String name = lower(file);
    if (List.of(suffixes).stream().noneMatch(name::endsWith)) {
      throw new CheckpointException(
          "%s starts like %s, but its name does not end in %s"
              .formatted(MappedFile.shown(file), kind, String.join(" or ", suffixes)));
    }
  }

  private static String lower(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
