package org.gwageo.platform.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Finds the precompiled template that a controller names and writes it with the model's attributes
 * as parameters and the {@link Page} as {@code page}.
 *
 * <p>A page is written to memory first, so that a failing template ends in an error page and not in
 * half a page.
 */
final class JteViews implements ViewResolver, Ordered {

  private static final String SUFFIX = ".jte";

  private final TemplateEngine engine;
  private final Pages pages;

  JteViews(TemplateEngine engine, Pages pages) {
    this.engine = engine;
    this.pages = pages;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    return engine.hasTemplate(name + SUFFIX) ? new JteView(name + SUFFIX) : null;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  private final class JteView implements View {

    private final String template;

    JteView(String template) {
      this.template = template;
    }

    @Override
    public String getContentType() {
      return "text/html;charset=UTF-8";
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Map<String, Object> parameters = new HashMap<>(model == null ? Map.of() : model);
      parameters.put("page", pages.of(request));
      StringOutput output = new StringOutput();
      engine.render(template, parameters, output);
      byte[] html = output.toString().getBytes(StandardCharsets.UTF_8);
      response.setContentType(getContentType());
      response.setContentLength(html.length);
      response.getOutputStream().write(html);
    }
  }
}
