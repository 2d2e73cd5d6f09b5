package org.gwageo.benchmark.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares with {@code reference.json}, which Jinja2 wrote by {@code reference.py} beside it. */
class JinjaReferenceTests {

  private static final JsonNode REFERENCE = reference();

  private static JsonNode reference() {
    try (InputStream in = JinjaReferenceTests.class.getResourceAsStream("reference.json")) {
      return JsonMapper.builder().build().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> document() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    REFERENCE.get("doc").properties().forEach(e -> document.put(e.getKey(), value(e.getValue())));
    return document;
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(one -> list.add(value(one)));
      return list;
    }
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties().forEach(e -> map.put(e.getKey(), value(e.getValue())));
      return map;
    }
    if (node.isNull()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    return node.isNumber() ? (Object) node.asDouble() : node.asString();
  }

  @Test
  void rendersWhatJinjaRenders() {
    List<String> different = new ArrayList<>();
    for (JsonNode row : REFERENCE.get("cases")) {
      String template = row.get(0).asString();
      String got;
      try {
        got = JinjaTemplate.compile(template).render(document());
      } catch (JinjaException e) {
        got = "error: " + e.getMessage();
      }
      if (!got.equals(row.get(1).asString())) {
        different.add(template + "\n  Jinja: " + row.get(1).asString() + "\n  ours:  " + got);
      }
    }
    assertThat(different).isEmpty();
    assertThat(REFERENCE.get("cases").size()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void refusesWhatJinjaRefuses() {
    for (JsonNode wrong : REFERENCE.get("wrong")) {
      assertThatThrownBy(() -> JinjaTemplate.compile(wrong.asString()).render(document()))
          .as("%s", wrong)
          .isInstanceOf(JinjaException.class);
    }
  }

  @Test
  void namesTheConstructThatItDoesNotSupport() {
    assertThatThrownBy(() -> JinjaTemplate.compile("a\n{% macro m() %}{% endmacro %}"))
        .isInstanceOf(JinjaException.class)
        .hasMessage("template, line 2: the statement 'macro' is not supported");
    assertThatThrownBy(() -> JinjaTemplate.compile("{{ x|xmlattr }}"))
        .hasMessageContaining("the filter 'xmlattr' is not supported");
    assertThatThrownBy(() -> JinjaTemplate.compile("{{ lipsum(5) }}"))
        .hasMessageContaining("the function 'lipsum' is not supported");
    assertThatThrownBy(() -> JinjaTemplate.compile("{{ x.encode('utf-8') }}"))
        .hasMessageContaining("the method 'encode' is not supported");
  }

  @Test
  void refusesDeepNestingWithoutOverflowing() {
    assertThatThrownBy(() -> JinjaTemplate.compile("{{ " + "(".repeat(50_000)))
        .isInstanceOf(JinjaException.class);
    assertThatThrownBy(() -> JinjaTemplate.compile("{% if 1 %}".repeat(50_000)))
        .isInstanceOf(JinjaException.class);
    assertThatThrownBy(() -> JinjaTemplate.compile("{{ " + "not ".repeat(50_000) + "1 }}"))
        .isInstanceOf(JinjaException.class);
  }
}
