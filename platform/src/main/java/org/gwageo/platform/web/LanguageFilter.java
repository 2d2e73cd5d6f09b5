package org.gwageo.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the language prefix off the path before anything routes or guards it, and puts it back on
 * redirects inside the site, so that nobody behind it has to know about languages.
 */
final class LanguageFilter extends OncePerRequestFilter {

  private static final String LANGUAGE = LanguageFilter.class.getName() + ".language";
  private static final String PATH = LanguageFilter.class.getName() + ".path";
  private static final String QUERY = LanguageFilter.class.getName() + ".query";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String requested = request.getRequestURI().substring(request.getContextPath().length());
    Language language = Language.of(requested);
    String path = language.strip(requested);
    request.setAttribute(LANGUAGE, language);
    request.setAttribute(PATH, path);
    request.setAttribute(QUERY, request.getQueryString());
    response.setHeader("Content-Language", language.tag());
    if (language == Language.KOREAN) {
      chain.doFilter(request, response);
    } else {
      chain.doFilter(
          new WithoutPrefix(request, language, path), new WithPrefix(response, language));
    }
  }

  /** Returns the language of {@code request}. */
  static Language language(HttpServletRequest request) {
    return request.getAttribute(LANGUAGE) instanceof Language language
        ? language
        : Language.of(request.getRequestURI());
  }

  /** Returns the path that was asked for, without language prefix, also while an error is shown. */
  static String path(HttpServletRequest request) {
    return request.getAttribute(PATH) instanceof String path
        ? path
        : language(request).strip(request.getRequestURI());
  }

  /** Returns the query that was sent with {@link #path}. */
  static @Nullable String query(HttpServletRequest request) {
    return request.getAttribute(QUERY) instanceof String query ? query : null;
  }

  /** A request whose paths carry no language prefix. */
  private static final class WithoutPrefix extends HttpServletRequestWrapper {

    private final Language language;
    private final String path;

    WithoutPrefix(HttpServletRequest request, Language language, String path) {
      super(request);
      this.language = language;
      this.path = path;
    }

    @Override
    public String getRequestURI() {
      return getContextPath() + path;
    }

    @Override
    public StringBuffer getRequestURL() {
      String url = super.getRequestURL().toString();
      String uri = super.getRequestURI();
      return new StringBuffer(url.substring(0, url.length() - uri.length()))
          .append(getRequestURI());
    }

    @Override
    public String getServletPath() {
      return language.strip(super.getServletPath());
    }
  }

  /** A response whose redirects inside the site stay in the language. */
  private static final class WithPrefix extends HttpServletResponseWrapper {

    private final Language language;

    WithPrefix(HttpServletResponse response, Language language) {
      super(response);
      this.language = language;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
      super.sendRedirect(inLanguage(location));
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
      super.sendRedirect(inLanguage(location), status, clearBuffer);
    }

    private String inLanguage(String location) {
      boolean local = location.startsWith("/") && !location.startsWith("//");
      return local && Language.of(location) != language && !location.startsWith("/assets/")
          ? language.address(location)
          : location;
    }
  }
}
