package org.gwageo.benchmark.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NumbersTests {

  @Test
  void agreeWithTheReferenceOnEveryRow() {
    List<String> lines = Cases.lines("numbers.jsonl");
    assertThat(lines).hasSizeGreaterThan(2_000);
    JsonMapper mapper = JsonMapper.shared();
    List<String> wrong = new ArrayList<>();
    for (String line : lines) {
      JsonNode row = mapper.readTree(line);
      String reply = row.get("reply").asString();
      String gold = row.has("gold") ? row.get("gold").asString() : "";
      String ours =
          switch (row.get("kind").asString()) {
            case "equivalent" -> "" + HendrycksMath.isEquivalent(reply, gold);
            case "hendrycks" -> "" + HendrycksMath.isCorrect(reply, gold);
            case "aime" -> "" + Numbers.aimeCorrect(reply, gold);
            case "hrm8k" -> "" + Numbers.hrm8kCorrect(reply, gold);
            case "gsm8k" -> "" + Numbers.gsm8kEqual(reply, gold);
            case "strict" -> Numbers.gsm8kStrict(reply).orElse("[invalid]");
            default -> Numbers.gsm8kFlexible(reply).orElse("[invalid]");
          };
      if (!ours.equals(row.get("result").asString())) {
        wrong.add(line + " but ours is " + ours);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void readAWholeNumberWhateverItsLeadingZeros() {
    assertThat(Numbers.integer("Thus the answer is $\\boxed{073}$."))
        .contains(BigInteger.valueOf(73));
    assertThat(Numbers.integer("정답은 1,024입니다.")).contains(BigInteger.valueOf(1024));
    assertThat(Numbers.integer("The answer is 12.0")).contains(BigInteger.valueOf(12));
    assertThat(Numbers.integer("The answer is 12.5")).isEmpty();
    assertThat(Numbers.integer("no idea")).isEmpty();
  }
}
