package org.gwageo.mockendpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The endpoint as a process of its own.
 *
 * <p>Prints {@code ready http://127.0.0.1:PORT/v1} when it listens and ends with the process.
 */
public final class MockServer {

  private static final String USAGE =
      """
      Serves an OpenAI-compatible endpoint whose world is known in advance.

        --port N               port on the loopback address; 0 takes a free one (default)
        --seed N               seed of the world (1)
        --model A,B            model names (mock)
        --strict-models        refuses other models with 404
        --profile NAME         vllm, sglang, llamacpp or openai (vllm)
        --ttft MILLIS          median time to the first token (0)
        --ttft-sigma X         spread of its logarithm (0)
        --gap MILLIS           median time between tokens (0)
        --gap-sigma X          spread of its logarithm (0)
        --slots N              requests served at once (0: no limit)
        --slowdown X           how much a full machine lengthens gaps (0; needs --slots)
        --words N              words before the answer (60)
        --reasoning PLACE      none, field, inline, unopened or unterminated (none)
        --key FILE             items that are recognised, as JSON lines with match and gold
        --gsm8k FILE           the same from GSM8K's own file
        --right P              probability of a right answer (0.7)
        --styles A,B           bare, hash, answer, plain-sentence, korean, boxed, markdown, json,
                               no-answer (hash)
        --fault KIND[:…]       a fault, any number of times; see below
        --no-timings           keeps no times of single requests

      Faults: 429 429-date 500 502 503 400 401 413 reset-before reset-after cut stall stall-midway
      truncated-json garbage length filter filter-400 empty null-content duplicate-chunk
      duplicate-event stream-error no-done slow-loris no-usage, each with
      :share=0.1,occurrences=1,after=0,until=N,items=a+b,retry-after=1,time=1,token=T.  occurrences=0 means always.

      Pages: /__stats /__timings /__expected /__reset /__finish

      Example: --port 8099 --gsm8k test.jsonl --right 0.7 --ttft 50 --fault 429:share=0.05,retry-after=1
      """;

  private MockServer() {}

  /** Runs until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    try {
      MockEndpoint endpoint = MockEndpoint.start(options(arguments));
      System.out.println("ready " + endpoint.base());
      new CountDownLatch(1).await();
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("mock endpoint: " + e.getMessage());
      System.exit(2);
    }
  }

  /** Reads the command line. */
  static MockOptions options(String... arguments) throws IOException {
    var settings = new Settings();
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      switch (name) {
        case "--strict-models" -> settings.strict = true;
        case "--no-timings" -> settings.options = settings.options.recordingTimings(false);
        default -> {
          if (++i == arguments.length) {
            throw new IllegalArgumentException(name + " needs a value");
          }
          try {
            settings.set(name, arguments[i]);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number, not " + arguments[i], e);
          }
        }
      }
    }
    return settings.options();
  }

  /** What the command line has said so far. */
  private static final class Settings {
    private MockOptions options = MockOptions.standard();
    private List<String> models = List.of("mock");
    private boolean strict;
    private double ttft;
    private double ttftSigma;
    private double gap;
    private double gapSigma;
    private int slots;
    private double slowdown;
    private List<KeyItem> items = List.of();
    private double right = 0.7;
    private List<AnswerStyle> styles = List.of(AnswerStyle.HASH);
    private final List<Fault> faults = new ArrayList<>();

    void set(String name, String value) throws IOException {
      switch (name) {
        case "--port" -> options = options.withPort(Integer.parseInt(value));
        case "--seed" -> options = options.withSeed(Long.parseLong(value));
        case "--model" -> models = words(value);
        case "--profile" -> options = options.with(Profile.parse(value));
        case "--ttft" -> ttft = Double.parseDouble(value);
        case "--ttft-sigma" -> ttftSigma = Double.parseDouble(value);
        case "--gap" -> gap = Double.parseDouble(value);
        case "--gap-sigma" -> gapSigma = Double.parseDouble(value);
        case "--slots" -> slots = Integer.parseInt(value);
        case "--slowdown" -> slowdown = Double.parseDouble(value);
        case "--words" -> options = options.withWords(Integer.parseInt(value));
        case "--reasoning" -> options = options.with(Reasoning.parse(value));
        case "--key" -> items = KeyFile.STANDARD.read(Path.of(value));
        case "--gsm8k" -> items = KeyFile.GSM8K.read(Path.of(value));
        case "--right" -> right = Double.parseDouble(value);
        case "--styles" -> styles = words(value).stream().map(AnswerStyle::parse).toList();
        case "--fault" -> faults.add(Fault.parse(value));
        default -> throw new IllegalArgumentException("there is no option " + name);
      }
    }

    private static List<String> words(String list) {
      return List.of(list.split(",", -1));
    }

    MockOptions options() {
      var latency = new Latency(millis(ttft), ttftSigma, millis(gap), gapSigma, slots, slowdown);
      MockOptions complete = options.withModels(models, strict).with(latency).withFaults(faults);
      return items.isEmpty()
          ? complete
          : complete.with(AnswerKey.of(items, new AnswerPlan(complete.seed(), right, styles)));
    }

    private static Duration millis(double value) {
      return Duration.ofNanos(Math.round(value * 1e6));
    }
  }
}
