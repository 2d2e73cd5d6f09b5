package org.gwageo.benchmark.task;

import org.gwageo.canonical.Digest;

/**
 * One HTTP request of a question.
 *
 * @param part its position among the requests of the question, from 0
 * @param key the digest of task, item, repeat, part, prompt, parameters, model, revision and season
 * @param api the interface that it goes through
 * @param body the request body, canonical JSON
 * @param continuation {@link #GENERATED} if the model is to write a reply; else the number of
 *     UTF-16 characters of the prompt that come before the continuation whose log probability is
 *     wanted
 */
public record Request(int part, Digest key, Api api, String body, int continuation) {

  /** Stands for the position of a continuation where the model is to write a reply. */
  public static final int GENERATED = -1;

  /** Returns whether the log probability of a given continuation is wanted. */
  public boolean isLikelihood() {
    return continuation != GENERATED;
  }
}
