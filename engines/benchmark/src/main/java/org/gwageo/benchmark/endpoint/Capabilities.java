package org.gwageo.benchmark.endpoint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.task.Request;

/**
 * What an endpoint can do, as a probe found it.
 *
 * @param profile the kind of server
 * @param server what the server calls itself; empty if it does not say
 * @param models the models it lists, at most a hundred
 * @param findings what was tried, with what came of it
 */
public record Capabilities(
    Profile profile, String server, List<String> models, Map<Feature, Finding> findings) {

  /**
   * What came of one try.
   *
   * @param verdict whether the endpoint can
   * @param evidence what it answered, in a few words
   */
  public record Finding(Verdict verdict, String evidence) {}

  /** Whether an endpoint can do something. */
  public enum Verdict {
    /** It did. */
    YES,
    /** It refused, or did something else. */
    NO,
    /** It accepted the request, and whether it obeyed cannot be told. */
    UNKNOWN
  }

  /** Copies the collections. */
  public Capabilities {
    models = List.copyOf(models);
    findings = Map.copyOf(findings);
  }

  /** Returns whether a feature was tried and is there. */
  public boolean can(Feature feature) {
    Finding finding = findings.get(feature);
    return finding != null && finding.verdict() == Verdict.YES;
  }

  private boolean cannot(Feature feature) {
    Finding finding = findings.get(feature);
    return finding != null && finding.verdict() == Verdict.NO;
  }

  /** Returns the changes to requests that the endpoint needs. */
  public Set<Adaptation> adaptations() {
    Set<Adaptation> needed = EnumSet.noneOf(Adaptation.class);
    if (cannot(Feature.MAX_TOKENS)) {
      needed.add(Adaptation.RENAMED_MAX_TOKENS);
    }
    if (cannot(Feature.STREAM)) {
      needed.add(Adaptation.WITHOUT_STREAM);
    } else if (cannot(Feature.STREAM_USAGE)) {
      needed.add(Adaptation.WITHOUT_STREAM_OPTIONS);
    }
    if (cannot(Feature.ECHO_LOGPROBS) && can(Feature.PROMPT_LOGPROBS)) {
      needed.add(Adaptation.PROMPT_LOGPROBS);
    }
    return needed;
  }

  /**
   * Returns what a task's requests need, judged by one of them.
   *
   * @param request any of the task's requests
   */
  public static Set<Feature> needsOf(Request request) {
    Set<Feature> needs = EnumSet.noneOf(Feature.class);
    String body = request.body();
    switch (request.api()) {
      case CHAT -> needs.add(Feature.CHAT);
      case COMPLETIONS -> needs.add(Feature.COMPLETIONS);
    }
    if (request.isLikelihood()) {
      needs.add(Feature.ECHO_LOGPROBS);
    }
    if (body.contains("\"type\":\"image_url\"")) {
      needs.add(Feature.IMAGES);
    }
    if (body.contains("\"type\":\"input_audio\"")) {
      needs.add(Feature.AUDIO);
    }
    if (body.contains("\"tools\":[")) {
      needs.add(Feature.TOOLS);
    }
    if (body.contains("\"seed\":")) {
      needs.add(Feature.SEED);
    }
    if (body.contains("\"stop\":")) {
      needs.add(Feature.STOP);
    }
    return needs;
  }

  /** Returns why a task with these needs cannot be asked here; nothing if it can. */
  public Optional<String> obstacle(Set<Feature> needs) {
    List<String> missing = new ArrayList<>();
    for (Feature need : needs) {
      boolean otherwise = need == Feature.ECHO_LOGPROBS && can(Feature.PROMPT_LOGPROBS);
      // Whether a seed is obeyed makes a run repeatable or not; the questions can be asked.
      boolean needed = need != Feature.SEED;
      if (needed && cannot(need) && !otherwise) {
        Finding finding = findings.get(need);
        missing.add(need.word() + " (" + (finding == null ? "" : finding.evidence()) + ")");
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("the endpoint lacks what the task needs: " + String.join(", ", missing));
  }

  /** Returns the capabilities as the tree of their JSON form. */
  public Map<String, Object> toTree() {
    var found = new TreeMap<String, Object>();
    new EnumMap<>(findings)
        .forEach(
            (feature, finding) ->
                found.put(
                    feature.word(),
                    Map.of(
                        "verdict",
                        finding.verdict().name().toLowerCase(java.util.Locale.ROOT),
                        "evidence",
                        finding.evidence())));
    var tree = new TreeMap<String, Object>();
    tree.put("profile", profile.word());
    tree.put("server", server);
    tree.put("models", models);
    tree.put("findings", found);
    tree.put("adaptations", adaptations().stream().map(Adaptation::word).sorted().toList());
    return tree;
  }
}
