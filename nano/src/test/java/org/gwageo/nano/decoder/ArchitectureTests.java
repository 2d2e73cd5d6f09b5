package org.gwageo.nano.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.files.BadModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTests {
  private static final Architecture MIXTURE = RandomWeights.shapes().getLast();

  static List<Architecture> shapes() {
    return RandomWeights.shapes();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void readsWhatItWrites(Architecture shape) throws BadModelException {
    assertThat(Architecture.parse("config.json", CanonicalJson.bytes(shape.config())))
        .isEqualTo(shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"MixtralForCausalLM\" | \"GPT2LMHeadModel\" | architecture 'GPT2LMHeadModel'",
        "\"tie_word_embeddings\":true | \"tie_word_embeddings\":false | tie_word_embeddings",
        "\"hidden_act\":\"silu\" | \"hidden_act\":\"gelu\" | hidden_act must be silu",
        "\"num_key_value_heads\":2 | \"num_key_value_heads\":3 | num_key_value_heads is 3",
        "\"head_dim\":6 | \"head_dim\":7 | head_dim is 7, it must be even",
        "\"vocab_size\":71 | \"vocab_size\":-1 | vocab_size is -1",
        "\"vocab_size\":71 | \"vocab_size\":\"many\" | no whole number in field vocab_size",
        "\"num_experts_per_tok\":2 | \"num_experts_per_tok\":5 | num_experts_per_tok is 5",
        "\"hidden_size\":24 | \"hidden_size\":2000000000 | hidden_size is 2000000000",
        "\"eos_token_id\":1 | \"eos_token_id\":71 | eos_token_id 71",
      })
  void refusesWhatItCannotCompute(String from, String to, String message) {
    String json = CanonicalJson.string(MIXTURE.config()).replace(from, to);
    assertThatThrownBy(
            () -> Architecture.parse("config.json", json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("config.json")
        .hasMessageContaining(message);
  }

  @Test
  void countsParameters() {
    long layer = 24 + 24 + 2 * 12 * 24 + 2 * 12 * 24 + 4 * 24 + 4 * 3 * 40 * 24;
    assertThat(MIXTURE.parameters()).isEqualTo(71 * 24 + 2 * layer + 24);
  }
}
