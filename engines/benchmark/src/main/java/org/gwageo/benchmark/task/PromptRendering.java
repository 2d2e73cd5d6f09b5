package org.gwageo.benchmark.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rendering that a task file describes: one prompt, one reply. */
record PromptRendering(Api api, Prompt prompt, Generation generation, AnswerRule answer)
    implements Rendering {

  @Override
  public int mostParts() {
    return 1;
  }

  @Override
  public List<Draft> drafts(Item item, int repeat) throws TaskException {
    Object rendered =
        switch (api) {
          case CHAT -> prompt.messages(item, answer);
          case COMPLETIONS -> prompt.text(item, answer);
        };
    Map<String, Object> members = generation.members(repeat);
    List<Object> tools = prompt.attachments().tools(item);
    if (!tools.isEmpty()) {
      members.put("tools", tools);
    }
    return List.of(new Draft(rendered, members, Request.GENERATED));
  }

  @Override
  public Rendering through(Api other) {
    if (other == Api.COMPLETIONS && prompt.attachments().needChat()) {
      throw new IllegalArgumentException(
          "images, sound, tools and conversations go through chat, not through completions");
    }
    return new PromptRendering(other, prompt, generation, answer);
  }

  @Override
  public Map<String, Object> parameters() {
    return generation.members(0);
  }

  @Override
  public Rendering withSeed(long seed) {
    return new PromptRendering(api, prompt, generation.withSeed(seed), answer);
  }

  @Override
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("api", api.word());
    tree.put("prompt", prompt.toTree());
    tree.put("generation", generation.members(0));
    return tree;
  }
}
