package org.gwageo.nano.generation;

/** The one chat template that nano models are trained with and served with. */
public final class ChatTemplate {
  /** The template in Jinja, as it stands in {@code tokenizer_config.json}. */
  public static final String TEXT =
      "{{ bos_token }}{% for message in messages %}{{ '<|' + message['role'] + '|>' }}"
          + "{{ message['content'] }}{{ '<|end|>' }}{% endfor %}"
          + "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

  private ChatTemplate() {}
}
