package org.gwageo.nano.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Cache;
import org.gwageo.nano.decoder.Decoder;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.tokenizer.Tokenizer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** A language model in memory; immutable and safe for use by many threads. */
public final class NanoModel {
  private final String name;
  private final Decoder decoder;
  private final Tokenizer tokenizer;
  private final Digest digest;

  private NanoModel(String name, Decoder decoder, Tokenizer tokenizer, Digest digest) {
    this.name = name;
    this.decoder = decoder;
    this.tokenizer = tokenizer;
    this.digest = digest;
  }

  /** Hears what is written while it is written. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Takes text that follows what was told before and the tokens chosen since.
     *
     * @return whether to go on writing
     */
    boolean wrote(String text, List<Choice> choices);
  }

  /**
   * Loads the model in {@code folder} under the folder's name: {@code config.json}, {@code
   * tokenizer.json}, {@code tokenizer_config.json} and {@code model.safetensors}.
   *
   * @throws IOException if a file cannot be read
   * @throws BadModelException if the files describe no model that can be run
   */
  public static NanoModel load(Path folder) throws IOException, BadModelException {
    Path named = folder.toAbsolutePath().normalize().getFileName();
    String name = named == null ? "model" : named.toString();
    Path config = folder.resolve("config.json");
    Architecture shape = Architecture.parse(config.toString(), Files.readAllBytes(config));
    Tokenizer tokenizer = Tokenizer.read(folder.resolve("tokenizer.json"));
    if (tokenizer.size() != shape.vocabulary()) {
      throw new BadModelException(
          "%s has vocab_size %d, tokenizer.json has %d tokens"
              .formatted(config, shape.vocabulary(), tokenizer.size()));
    }
    checkTemplate(folder.resolve("tokenizer_config.json"), tokenizer, shape);
    Path file = folder.resolve("model.safetensors");
    return new NanoModel(name, new Decoder(shape, weights(file)), tokenizer, Digest.of(file));
  }

  private static void checkTemplate(Path file, Tokenizer tokenizer, Architecture shape)
      throws IOException, BadModelException {
    String template;
    try {
      template =
          new ObjectMapper().readTree(Files.readAllBytes(file)).path("chat_template").asString("");
    } catch (JacksonException e) {
      throw new BadModelException("%s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
    if (!template.equals(ChatTemplate.TEXT)) {
      throw new BadModelException(
          "%s: chat_template is not the one of nano models".formatted(file));
    }
    for (Message.Role role : Message.Role.values()) {
      if (tokenizer.special(role.token()).isEmpty()) {
        throw new BadModelException(
            "%s: the tokenizer has no special token %s".formatted(file, role.token()));
      }
    }
    if (tokenizer.special("<|end|>").orElse(-1) != shape.endId()) {
      throw new BadModelException(
          "%s: eos_token_id is %d and not the id of <|end|>".formatted(file, shape.endId()));
    }
  }

  private static Map<String, float[]> weights(Path file) throws BadModelException {
    try (Safetensors tensors = Safetensors.open(file)) {
      Map<String, float[]> weights = new LinkedHashMap<>();
      for (StoredTensor tensor : tensors.tensors().values()) {
        weights.put(tensor.name(), tensor.toFloats());
      }
      return weights;
    } catch (CheckpointException e) {
      throw new BadModelException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns the name: that of the folder. */
  public String name() {
    return name;
  }

  /** Returns the shape. */
  public Architecture shape() {
    return decoder.shape();
  }

  /** Returns the tokenizer. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns the digest of the weights' file. */
  public Digest digest() {
    return digest;
  }

  /** Returns the ids of {@code text} after the token that every sequence starts with. */
  public int[] prompt(String text) {
    int[] ids = tokenizer.encode(text);
    int[] prompt = new int[ids.length + 1];
    prompt[0] = shape().startId();
    System.arraycopy(ids, 0, prompt, 1, ids.length);
    return prompt;
  }

  /** Returns the ids of a conversation, ready for the assistant's next turn. */
  public int[] chat(List<Message> messages) {
    List<int[]> parts = new ArrayList<>();
    parts.add(new int[] {shape().startId()});
    for (Message message : messages) {
      parts.add(new int[] {roleId(message.role())});
      parts.add(tokenizer.encode(message.content()));
      parts.add(new int[] {shape().endId()});
    }
    parts.add(new int[] {roleId(Message.Role.ASSISTANT)});
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private int roleId(Message.Role role) {
    return tokenizer.special(role.token()).orElseThrow();
  }

  /**
   * Returns the logits after {@code ids}, one a token of the vocabulary.
   *
   * @throws IllegalArgumentException if there are more ids than positions, or none
   */
  public float[] logits(int[] ids) {
    checkLength(ids);
    return decoder.next(decoder.cache(ids.length), ids);
  }

  /**
   * Returns the probability of each of {@code ids} after those before it; the first has none.
   *
   * @throws IllegalArgumentException if there are more ids than positions, or none
   */
  public List<Choice> score(int[] ids, int alternatives) {
    checkLength(ids);
    float[] logits = decoder.all(decoder.cache(ids.length), ids);
    int vocabulary = shape().vocabulary();
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(ids[0], OptionalDouble.empty(), List.of()));
    for (int i = 1; i < ids.length; i++) {
      choices.add(
          new Distribution(logits, (i - 1) * vocabulary, vocabulary).choice(ids[i], alternatives));
    }
    return choices;
  }

  /** Writes a continuation of {@code prompt}; see {@link #generate(int[], Sampling, Listener)}. */
  public Generation generate(int[] prompt, Sampling sampling) {
    return generate(prompt, sampling, (text, choices) -> true);
  }

  /**
   * Writes a continuation of {@code prompt} and tells {@code listener} about it on the way. Writing
   * ends at the latest when prompt and text fill the model's positions.
   *
   * @throws IllegalArgumentException if the prompt is empty or longer than the model's positions
   */
  public Generation generate(int[] prompt, Sampling sampling, Listener listener) {
    checkLength(prompt);
    int limit = Math.min(sampling.limit(), shape().positions() - prompt.length);
    Reply reply = new Reply(sampling.stops());
    List<Choice> choices = new ArrayList<>();
    int told = 0;
    int written = 0;
    Generation.Ending ending = Generation.Ending.LENGTH;
    RandomGenerator random = new SplittableRandom(sampling.seed());
    Cache cache = decoder.cache(prompt.length + limit);
    int[] input = prompt;
    while (written < limit) {
      Choice choice = choose(decoder.next(cache, input), sampling, random);
      written++;
      if (choice.id() == shape().endId()) {
        ending = Generation.Ending.STOP;
        break;
      }
      choices.add(choice);
      if (!tokenizer.isSpecial(choice.id())) {
        reply.append(tokenizer.bytes(choice.id()));
      }
      if (reply.stopped()) {
        ending = Generation.Ending.STOP;
        break;
      }
      String news = reply.news(false);
      if (!news.isEmpty()) {
        if (!listener.wrote(news, List.copyOf(choices.subList(told, choices.size())))) {
          break;
        }
        told = choices.size();
      }
      input = new int[] {choice.id()};
    }
    reply.end();
    if (reply.stopped()) {
      ending = Generation.Ending.STOP;
    }
    String rest = reply.news(true);
    if (!rest.isEmpty() || told < choices.size()) {
      listener.wrote(rest, List.copyOf(choices.subList(told, choices.size())));
    }
    return new Generation(reply.text(), choices, prompt.length, written, ending);
  }

  private Choice choose(float[] logits, Sampling sampling, RandomGenerator random) {
    Distribution distribution = new Distribution(logits, 0, logits.length);
    int id =
        sampling.temperature() == 0
            ? distribution.greedy()
            : distribution.draw(random, sampling.temperature(), sampling.topP());
    return distribution.choice(id, sampling.alternatives());
  }

  private void checkLength(int[] ids) {
    if (ids.length == 0 || ids.length > shape().positions()) {
      throw new IllegalArgumentException(
          "the prompt has %d tokens, model %s takes 1 to %d"
              .formatted(ids.length, name, shape().positions()));
    }
    for (int id : ids) {
      if (id < 0 || id >= shape().vocabulary()) {
        throw new IllegalArgumentException(
            "token %d is not in the vocabulary of model %s, which is 0 to %d"
                .formatted(id, name, shape().vocabulary() - 1));
      }
    }
  }
}
