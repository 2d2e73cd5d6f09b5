package org.gwageo.nano.training;

import java.util.List;

/** The special tokens of a conversation, in the order of their ids. */
final class Chat {
  static final int START = 0;
  static final int END = 1;
  static final int PAD = 2;
  static final int SYSTEM = 3;
  static final int USER = 4;
  static final int ASSISTANT = 5;

  static final List<String> SPECIALS =
      List.of("<|start|>", "<|end|>", "<|pad|>", "<|system|>", "<|user|>", "<|assistant|>");

  private Chat() {}
}
