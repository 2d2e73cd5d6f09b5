package org.gwageo.lineage.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Gguf;
import org.gwageo.lineage.checkpoint.Vocabulary;
import org.gwageo.lineage.checkpoint.Weights;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CheckpointFuzzTests {

  private static final int ELEMENTS = 1 << 16;

  private static Path folder = Path.of("");

  @BeforeAll
  static void createFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
  }

  @AfterAll
  static void deleteFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @FuzzTest
  void safetensors(byte[] bytes) {
    weights("m.safetensors", bytes);
  }

  @FuzzTest
  void gguf(byte[] bytes) {
    weights("m.gguf", bytes);
  }

  @FuzzTest
  void onnx(byte[] bytes) {
    weights("m.onnx", bytes);
  }

  @FuzzTest
  void torch(byte[] bytes) {
    weights("m.pt", bytes);
  }

  @FuzzTest
  void tokenizer(byte[] bytes) {
    vocabulary("tokenizer.json", bytes);
  }

  @FuzzTest
  void sentencePieces(byte[] bytes) {
    vocabulary("tokenizer.model", bytes);
  }

  private static void weights(String name, byte[] bytes) {
    try (var weights = Weights.open(write(name, bytes))) {
      for (var tensor : weights.tensors().values()) {
        int count = (int) Math.min(ELEMENTS, tensor.elements());
        tensor.toFloats(0, count);
        tensor.toFloats(tensor.elements() - count, count);
      }
      if (weights instanceof Gguf gguf) {
        Vocabulary.of(gguf);
      }
    } catch (CheckpointException e) {
      requireSentence(e);
    }
  }

  private static void vocabulary(String name, byte[] bytes) {
    try {
      Vocabulary.read(write(name, bytes));
    } catch (CheckpointException e) {
      requireSentence(e);
    }
  }

  private static Path write(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSentence(CheckpointException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("\n") || message.length() > 2000) {
      throw new AssertionError("not one sentence: " + message);
    }
  }
}
