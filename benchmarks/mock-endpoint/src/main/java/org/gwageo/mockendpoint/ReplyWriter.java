package org.gwageo.mockendpoint;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.mockendpoint.Plan.Choice;

/** Writes the JSON of whole replies, errors and lists of models in a profile's manner. */
final class ReplyWriter {

  private static final long CREATED = 1_750_000_000L;

  private final MockOptions options;
  private final Profile profile;

  ReplyWriter(MockOptions options) {
    this.options = options;
    this.profile = options.profile();
  }

  /** Writes a whole reply. */
  void whole(Bytes out, Call call, Plan plan, long number) {
    head(out, call, number, call.chat() ? "chat.completion" : "text_completion");
    out.add(",\"choices\":[");
    for (Choice choice : plan.choices()) {
      out.add(choice.index() == 0 ? "{\"index\":" : ",{\"index\":").add(choice.index());
      if (call.chat()) {
        message(out, plan, choice);
        chatLogprobs(out, call, choice);
      } else {
        text(out, call, choice);
      }
      out.add(",\"finish_reason\":").quote(choice.finish()).add("}");
    }
    out.add("]");
    if (!plan.has(FaultKind.NO_USAGE)) {
      usage(out, call, plan);
    }
    out.add("}");
  }

  Profile profile() {
    return profile;
  }

  /** Writes what stands before the choices of a reply or an event. */
  void head(Bytes out, Call call, long number, String object) {
    out.add(call.chat() ? "{\"id\":\"chatcmpl-" : "{\"id\":\"cmpl-").add(number);
    out.add("\",\"object\":\"").add(object).add("\",\"created\":").add(CREATED);
    out.add(",\"model\":").quote(call.settings().model());
    if (!profile.fingerprint().isEmpty()) {
      out.add(",\"system_fingerprint\":").quote(profile.fingerprint());
    }
  }

  private void message(Bytes out, Plan plan, Choice choice) {
    out.add(",\"message\":{\"role\":\"assistant\",\"content\":");
    boolean withheld =
        plan.has(FaultKind.NULL_CONTENT)
            || (choice.tool() != null && profile.nullContentBesideTools());
    if (withheld) {
      out.add("null");
    } else {
      out.quote(choice.content());
    }
    if (!choice.reasoning().isEmpty() && !profile.reasoningMember().isEmpty()) {
      out.add(",").quote(profile.reasoningMember()).add(":").quote(choice.reasoning());
    }
    if (choice.tool() != null) {
      out.add(",\"tool_calls\":[{\"id\":\"call_").add(choice.index());
      out.add("\",\"type\":\"function\",\"function\":{\"name\":").quote(choice.tool().name());
      out.add(",\"arguments\":").quote(choice.tool().arguments()).add("}}]");
    }
    out.add("}");
  }

  private void chatLogprobs(Bytes out, Call call, Choice choice) {
    Integer wanted = call.settings().logprobs();
    if (wanted == null) {
      out.add(",\"logprobs\":null");
      return;
    }
    List<String> tokens = Tokens.of(choice.content());
    out.add(",\"logprobs\":{\"content\":[");
    double[] logs = Likelihoods.of(options.seed(), tokens);
    for (int i = 0; i < logs.length; i++) {
      out.add(i == 0 ? "" : ",");
      chatLogprob(out, tokens.get(i), logs[i], wanted);
    }
    out.add("]}");
  }

  private static void chatLogprob(Bytes out, String token, double log, int alternatives) {
    out.add("{\"token\":").quote(token).add(",\"logprob\":").add(Double.toString(log));
    out.add(",\"bytes\":null,\"top_logprobs\":[");
    for (int i = 0; i < alternatives; i++) {
      out.add(i == 0 ? "{\"token\":" : ",{\"token\":").quote(i == 0 ? token : "~" + i);
      out.add(",\"logprob\":").add(Double.toString(log - i)).add(",\"bytes\":null}");
    }
    out.add("]}");
  }

  private void text(Bytes out, Call call, Choice choice) {
    boolean echo = call.settings().echo() && profile.echoes();
    out.add(",\"text\":").quote(echo ? choice.prompt() + choice.content() : choice.content());
    Integer wanted = call.settings().logprobs();
    if (wanted == null) {
      out.add(",\"logprobs\":null");
    } else if (profile.completionsLogprobsAsChat()) {
      chatLogprobs(out, call, choice);
    } else {
      textLogprobs(out, echo ? choice.prompt() : "", choice, wanted);
    }
    Integer prompt = call.settings().promptLogprobs();
    if (prompt != null && profile.knowsPromptLogprobs()) {
      promptLogprobs(out, choice);
    }
  }

  /** The four lists of the older interface: tokens, their logarithms, alternatives, offsets. */
  private void textLogprobs(Bytes out, String echoed, Choice choice, int alternatives) {
    List<String> tokens = new ArrayList<>(Tokens.of(echoed));
    int echoedTokens = tokens.size();
    tokens.addAll(Tokens.of(choice.content()));
    double[] logs = logs(choice, tokens, echoedTokens);
    out.add(",\"logprobs\":{\"tokens\":[");
    for (int i = 0; i < logs.length; i++) {
      out.add(i == 0 ? "" : ",").quote(tokens.get(i));
    }
    out.add("],\"token_logprobs\":[");
    for (int i = 0; i < logs.length; i++) {
      out.add(i == 0 ? "" : ",");
      out.add(i == 0 && echoedTokens > 0 ? "null" : Double.toString(logs[i]));
    }
    out.add("],\"top_logprobs\":[");
    for (int i = 0; i < logs.length; i++) {
      out.add(i == 0 ? "" : ",");
      if ((i == 0 && echoedTokens > 0) || alternatives == 0) {
        out.add("null");
      } else {
        alternatives(out, tokens.get(i), logs[i], i < echoedTokens);
      }
    }
    out.add("],\"text_offset\":[");
    int offset = 0;
    for (int i = 0; i < logs.length; i++) {
      out.add(i == 0 ? "" : ",").add(offset);
      String token = tokens.get(i);
      offset += token.codePointCount(0, token.length());
    }
    out.add("]}");
  }

  private double[] logs(Choice choice, List<String> tokens, int echoedTokens) {
    double[] logs = Likelihoods.of(options.seed(), tokens);
    if (echoedTokens > 0) {
      double[] prompt = java.util.Arrays.copyOf(logs, echoedTokens);
      Likelihoods.makeCertain(
          prompt, tokens.subList(0, echoedTokens), Likelihoods.answered(choice));
      System.arraycopy(prompt, 0, logs, 0, echoedTokens);
    }
    return logs;
  }

  private static void alternatives(Bytes out, String token, double log, boolean echoed) {
    out.add("{").quote(token).add(":").add(Double.toString(log));
    if (echoed && !Likelihoods.isGreedy(log)) {
      out.add(",").quote("~").add(":").add(Double.toString(log / 2));
    }
    out.add("}");
  }

  private void promptLogprobs(Bytes out, Choice choice) {
    List<String> tokens = Tokens.of(choice.prompt());
    double[] logs = logs(choice, tokens, tokens.size());
    out.add(",\"prompt_logprobs\":[");
    for (int i = 0; i < logs.length; i++) {
      if (i == 0) {
        out.add("null");
        continue;
      }
      boolean greedy = Likelihoods.isGreedy(logs[i]);
      out.add(",{\"").add(tokens.get(i).hashCode() & 0xFFFFL).add("\":{\"logprob\":");
      out.add(Double.toString(logs[i])).add(",\"rank\":").add(greedy ? 1 : 2);
      out.add(",\"decoded_token\":").quote(tokens.get(i)).add("}}");
    }
    out.add("]");
  }

  /** Writes the usage. */
  static void usage(Bytes out, Call call, Plan plan) {
    int prompt = promptTokens(call);
    int completion = plan.completionTokens();
    int reasoning = 0;
    for (Choice choice : plan.choices()) {
      reasoning += Tokens.count(choice.reasoning());
    }
    out.add(",\"usage\":{\"prompt_tokens\":").add(prompt);
    out.add(",\"completion_tokens\":").add(completion);
    out.add(",\"total_tokens\":").add(prompt + (long) completion);
    if (reasoning > 0) {
      out.add(",\"completion_tokens_details\":{\"reasoning_tokens\":").add(reasoning).add("}");
    }
    out.add("}");
  }

  /** A token for each four bytes: the endpoint does not cut prompts that it only reads. */
  private static int promptTokens(Call call) {
    return 1 + call.promptBytes() / 4;
  }

  /** Writes an error document. */
  void error(Bytes out, int status, String code, String message) {
    String type = status >= 500 ? "server_error" : "invalid_request_error";
    if (profile.flatErrors()) {
      out.add("{\"object\":\"error\",\"message\":").quote(message).add(",\"type\":").quote(type);
      out.add(",\"param\":null,\"code\":");
    } else {
      out.add("{\"error\":{\"message\":").quote(message).add(",\"type\":").quote(type);
      out.add(",\"param\":null,\"code\":");
    }
    if (code.isEmpty()) {
      out.add(status);
    } else {
      out.quote(code);
    }
    out.add(profile.flatErrors() ? "}" : "}}");
  }

  /** Writes the list of models. */
  void models(Bytes out) {
    out.add("{\"object\":\"list\",\"data\":[");
    for (int i = 0; i < options.models().size(); i++) {
      out.add(i == 0 ? "{\"id\":" : ",{\"id\":").quote(options.models().get(i));
      out.add(",\"object\":\"model\",\"created\":").add(CREATED);
      out.add(",\"owned_by\":").quote(profile.owner());
      switch (profile) {
        case VLLM -> out.add(",\"root\":\"mock\",\"max_model_len\":32768");
        case SGLANG -> out.add(",\"max_model_len\":32768");
        case LLAMACPP -> out.add(",\"meta\":{\"n_ctx_train\":32768,\"n_params\":134515008}");
        case OPENAI -> {}
      }
      out.add("}");
    }
    out.add("]}");
  }
}
