package org.gwageo.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Makes the {@link Page} of a request; a controller method may also ask for it as a parameter. */
final class Pages implements HandlerMethodArgumentResolver {

  static final String CONTRAST_COOKIE = "contrast";
  static final String HIGH = "high";

  private static final String ROLE_PREFIX = "ROLE_";

  private final Frame frame;
  private final Clock clock;

  Pages(Frame frame, Clock clock) {
    this.frame = frame;
    this.clock = clock;
  }

  /** Returns the page that {@code request} asks for. */
  Page of(HttpServletRequest request) {
    Language language = LanguageFilter.language(request);
    return new Page(
        language,
        LanguageFilter.path(request),
        LanguageFilter.query(request),
        frame,
        account(language),
        request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token : null,
        clock.instant(),
        highContrast(request));
  }

  private static @Nullable SignedIn account(Language language) {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null
        || !authentication.isAuthenticated()
        || authentication instanceof AnonymousAuthenticationToken) {
      return null;
    }
    Set<String> roles =
        authentication.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(authority -> authority != null && authority.startsWith(ROLE_PREFIX))
            .map(authority -> authority.substring(ROLE_PREFIX.length()))
            .collect(Collectors.toUnmodifiableSet());
    String name =
        authentication.getPrincipal() instanceof DisplayName principal
            ? principal.displayName(language)
            : authentication.getName();
    return new SignedIn(name, roles);
  }

  private static boolean highContrast(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return false;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(CONTRAST_COOKIE)) {
        return HIGH.equals(cookie.getValue());
      }
    }
    return false;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Page.class;
  }

  @Override
  public Page resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binderFactory) {
    HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
    if (servletRequest == null) {
      throw new IllegalStateException("a page needs a servlet request");
    }
    return of(servletRequest);
  }
}
