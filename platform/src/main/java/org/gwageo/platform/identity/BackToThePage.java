package org.gwageo.platform.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * Leads from a successful sign-in to the page that asked for it, else to the account's page. The
 * address is a path without language, so that it stays in the language of the sign-in page.
 */
final class BackToThePage implements AuthenticationSuccessHandler {

  private final HttpSessionRequestCache asked = new HttpSessionRequestCache();

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    var saved = asked.getRequest(request, response);
    asked.removeRequest(request, response);
    response.sendRedirect(
        saved instanceof DefaultSavedRequest page && "GET".equals(page.getMethod())
            ? address(page)
            : "/account");
  }

  private static String address(DefaultSavedRequest page) {
    String query = page.getQueryString();
    return page.getRequestURI() + (query == null ? "" : "?" + query);
  }
}
