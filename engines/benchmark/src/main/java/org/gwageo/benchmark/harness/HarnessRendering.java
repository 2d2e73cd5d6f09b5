package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.Draft;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.Rendering;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests of documents as the harness makes them.
 *
 * @param spec the task
 * @param mode the conventions
 * @param api the interface
 * @param documents makes prompts and choices
 * @param assembly puts prompts together
 * @param examples the documents that stand before each question
 * @param exampleSource the digest of what examples are drawn from
 * @param seed the seed that is sent to the endpoint
 */
record HarnessRendering(
    TaskSpec spec,
    Mode mode,
    Api api,
    Documents documents,
    Assembly assembly,
    FewShots examples,
    Digest exampleSource,
    long seed)
    implements Rendering {

  /** Most stop texts that the chat interface takes. */
  private static final int CHAT_STOPS = 4;

  private static final int USUAL_TOKENS = 256;

  @Override
  public int mostParts() {
    return spec.type() == OutputType.MULTIPLE_CHOICE ? 2 * 64 : Math.max(1, spec.repeats());
  }

  @Override
  public List<Draft> drafts(Item item, int repeat) throws TaskException {
    Map<String, @Nullable Object> document = item.fields();
    try {
      return switch (spec.type()) {
        case GENERATE_UNTIL -> generated(item.ordinal(), document);
        case MULTIPLE_CHOICE -> choices(item.ordinal(), document);
        case LOGLIKELIHOOD -> {
          String context = text(item.ordinal(), document);
          yield List.of(likelihood(context, PythonValue.str(documents.target(document))));
        }
        case LOGLIKELIHOOD_ROLLING ->
            List.of(likelihood("", PythonValue.str(documents.target(document))));
      };
    } catch (DocumentException e) {
      throw new TaskException(
          item.file(), item.line(), "document " + item.id() + ": " + e.getMessage());
    }
  }

  private List<Draft> generated(int ordinal, Map<String, @Nullable Object> document)
      throws DocumentException {
    List<Turn> turns = assembly.turns(document, examples.before(ordinal, document)).getFirst();
    Object prompt = api == Api.CHAT ? Assembly.messages(turns) : Assembly.text(turns);
    List<Draft> drafts = new ArrayList<>(1);
    for (int part = 0; part < Math.max(1, spec.repeats()); part++) {
      drafts.add(new Draft(prompt, generation(part), Request.GENERATED));
    }
    return drafts;
  }

  private List<Draft> choices(int ordinal, Map<String, @Nullable Object> document)
      throws DocumentException {
    List<List<Turn>> prompts = assembly.turns(document, examples.before(ordinal, document));
    List<String> choices = documents.choices(document);
    List<Draft> drafts = new ArrayList<>();
    if (assembly.severalInputs()) {
      String continuation = spec.targetDelimiter() + PythonValue.str(documents.target(document));
      for (List<Turn> prompt : prompts) {
        drafts.add(likelihood(Assembly.text(prompt), continuation));
      }
    } else {
      String context = Assembly.text(prompts.getFirst());
      for (String choice : choices) {
        drafts.add(likelihood(context, spec.targetDelimiter() + choice));
      }
    }
    if (spec.hasMetric("acc_mutual_info")) {
      for (String choice : choices) {
        drafts.add(likelihood("", spec.targetDelimiter() + choice));
      }
    }
    return drafts;
  }

  private String text(int ordinal, Map<String, @Nullable Object> document)
      throws DocumentException {
    return Assembly.text(assembly.turns(document, examples.before(ordinal, document)).getFirst());
  }

  /** White space at the end of a context belongs to the continuation, as in the harness. */
  private Draft likelihood(String context, String continuation) {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("echo", true);
    parameters.put("logprobs", 1);
    parameters.put("max_tokens", 1);
    parameters.put("temperature", 0);
    parameters.put("seed", seed);
    return new Draft(context + continuation, parameters, PythonText.rstrip(context).length());
  }

  private Map<String, Object> generation(int part) {
    Map<String, @Nullable Object> given = new TreeMap<>(spec.generation());
    given.remove("do_sample");
    Object own = given.remove("max_gen_toks");
    Object most = given.remove("max_tokens");
    Object until = given.remove("until");
    Map<String, Object> members = new TreeMap<>();
    given.forEach(
        (key, value) -> {
          if (value != null) {
            members.put(key, value);
          }
        });
    members.put("max_tokens", most != null ? most : own != null ? own : (Object) USUAL_TOKENS);
    members.putIfAbsent("temperature", 0);
    List<String> stops = new ArrayList<>();
    for (Object stop :
        until instanceof List<?> list ? list : until == null ? List.of() : List.of(until)) {
      stops.add(PythonValue.str(stop));
    }
    members.put(
        "stop",
        api == Api.CHAT && stops.size() > CHAT_STOPS ? stops.subList(0, CHAT_STOPS) : stops);
    // The harness sends one seed with every repeat; ours differ, so that repeats can differ.
    members.put("seed", mode == Mode.COMPAT ? seed : seed + part);
    return members;
  }

  @Override
  public Rendering through(Api other) {
    if (other == Api.CHAT && spec.type() != OutputType.GENERATE_UNTIL) {
      throw new IllegalArgumentException(
          "likelihoods go through completions, not through chat; in official mode a task of choices"
              + " is read for chat as its generative twin");
    }
    return new HarnessRendering(
        spec, mode, other, documents, assembly, examples, exampleSource, seed);
  }

  @Override
  public Map<String, Object> parameters() {
    return spec.type() == OutputType.GENERATE_UNTIL
        ? generation(0)
        : likelihood("", "").parameters();
  }

  @Override
  public Rendering withSeed(long other) {
    return new HarnessRendering(
        spec, mode, api, documents, assembly, examples, exampleSource, other);
  }

  @Override
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("api", api.word());
    tree.put("harness", spec.digest().toString());
    tree.put("examples", exampleSource.toString());
    tree.put("seed", seed);
    return tree;
  }
}
