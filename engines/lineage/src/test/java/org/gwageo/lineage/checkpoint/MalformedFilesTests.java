package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a small file holds, opening it and decoding what it promises ends in tensors or in a
 * {@link CheckpointException}, soon and in little memory.
 */
class MalformedFilesTests {

  private static final long HEAP_LIMIT = 64L << 20;
  private static final int ROUNDS = 1_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state.pt",
        "nested.pt",
        "plain.onnx",
        "quantised.onnx",
        "quantised.safetensors",
        "m.gguf"
      })
  void mutationsGiveTensorsOrAReason(String name) throws Exception {
    byte[] original = name.equals("m.gguf") ? gguf() : Reference.bytes(name);
    Path file = folder.resolve(name);
    var random = new SplittableRandom(name.hashCode());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, mutated(original, random));
      long before = allocated();
      refused += refusals(file);
      assertThat(allocated() - before).as("heap of round %d", round).isLessThan(HEAP_LIMIT);
    }
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS - 1);
  }

  @Test
  void mutatedTokenizersGiveTokensOrAReason() throws Exception {
    byte[] original =
        """
        {"model":{"type":"WordPiece","vocab":{"a":1,"##b":2},"merges":["a b",["c","d"]]},
         "added_tokens":[{"content":"a"}],"decoder":{"type":"WordPiece"}}
        """
            .getBytes(StandardCharsets.UTF_8);
    var random = new SplittableRandom(3);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String name = List.of("tokenizer.json", "vocab.txt", "t.model").get(round % 3);
      Path file = Files.write(folder.resolve(name), mutated(original, random));
      try {
        read += Vocabulary.read(file).ids().isEmpty() ? 0 : 1;
      } catch (CheckpointException e) {
        assertThat(e).hasMessageStartingWith(name);
      }
    }
    assertThat(read).isPositive();
  }

  /** Opens a file and decodes all of it; returns 1 if it was refused. */
  private static int refusals(Path file) {
    try (var weights = Weights.open(file)) {
      for (var tensor : weights.tensors().values()) {
        if (tensor.elements() < 1 << 20) {
          tensor.toFloats();
        } else {
          tensor.toFloats(tensor.elements() - 1000, 1000);
        }
      }
      if (weights instanceof Gguf gguf) {
        Vocabulary.of(gguf);
      }
      return 0;
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).contains(".").doesNotContain("\n");
      return 1;
    }
  }

  private static byte[] mutated(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    for (int change = random.nextInt(1, 5); change > 0 && bytes.length > 0; change--) {
      // The beginning of a file describes the rest, so that most changes go there.
      int reach = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, 1500);
      int at = random.nextInt(reach);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        case 3 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
        default -> {
          for (int i = at; i < Math.min(at + 8, bytes.length); i++) {
            bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : 0xff);
          }
        }
      }
    }
    return bytes;
  }

  private static byte[] gguf() {
    return new GgufBytes()
        .text("general.architecture", "llama")
        .u32("general.alignment", 32)
        .entry("f", 6, GgufTests.floats(1))
        .text("tokenizer.ggml.model", "gpt2")
        .strings("tokenizer.ggml.tokens", List.of("<s>", "Ġthe", "ab"))
        .integers("tokenizer.ggml.token_type", 3, 1, 1)
        .strings("tokenizer.ggml.merges", List.of("Ġ the", "a b"))
        .tensor("a", 0, List.of(2L, 2L), GgufTests.floats(1, 2, 3, 4))
        .tensor("q", 8, List.of(2L, 32L), new byte[68])
        .tensor("k", 12, List.of(1L, 256L), new byte[144])
        .bytes();
  }

  /** Returns how many bytes this thread has allocated on the heap so far. */
  private static long allocated() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
