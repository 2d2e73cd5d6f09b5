package org.gwageo.benchmark.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTests {

  private static PriceList parse(String json) throws PriceListException {
    return PriceList.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsNumbersAndDecimalText() throws Exception {
    assertThat(parse("{\"currency\":\"KRW\",\"prompt\":300,\"completion\":\"1200.50\"}"))
        .isEqualTo(PriceList.of("KRW", new BigDecimal("300"), new BigDecimal("1200.50")));
    assertThat(
            parse(
                "{\"currency\":\"USD\",\"prompt\":0.1,\"completion\":2,\"cached\":0.01,\"reasoning\":null}"))
        .isEqualTo(
            new PriceList(
                "USD", new BigDecimal("0.1"), new BigDecimal("0.01"), new BigDecimal("2"), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{|a JSON object",
        "[]|have a \"currency\"",
        "{\"currency\":\"KRW\",\"prompt\":1}|completion tokens is missing",
        "{\"currency\":\"KRW\",\"prompt\":-1,\"completion\":1}|not -1",
        "{\"currency\":\"KRW\",\"prompt\":1e9,\"completion\":1}|prompt tokens is a decimal",
        "{\"currency\":\" \",\"prompt\":1,\"completion\":1}|has a currency",
        "{\"currency\":\"KRW\",\"prompt\":1,\"completion\":1,\"input\":2}|no member input",
      })
  void saysWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(PriceListException.class)
        .hasMessageContaining(message);
  }
}
