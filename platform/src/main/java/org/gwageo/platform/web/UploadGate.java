package org.gwageo.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses uploads that are longer than their address takes, before anything of them is read. It has
 * to stand behind the filter that knows who is signed in and before the one that reads the form's
 * token, because that one has the whole form read.
 */
public final class UploadGate extends OncePerRequestFilter {

  private final long usual;
  private final List<UploadCeiling> ceilings;

  /**
   * Makes the gate.
   *
   * @param usual the most bytes of a request where no ceiling says otherwise
   */
  public UploadGate(long usual, List<UploadCeiling> ceilings) {
    this.usual = usual;
    this.ceilings = List.copyOf(ceilings);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    if (type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
      if (request.getContentLengthLong() > most(request)) {
        response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
        return;
      }
      if (request.getHeader("Transfer-Encoding") != null) {
        // Whoever does not say how long it is could send for ever.
        response.sendError(HttpStatus.LENGTH_REQUIRED.value());
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private long most(HttpServletRequest request) {
    String path = LanguageFilter.path(request);
    Authentication visitor = SecurityContextHolder.getContext().getAuthentication();
    for (UploadCeiling ceiling : ceilings) {
      if (ceiling.path().matcher(path).matches()
          && visitor != null
          && visitor.getAuthorities().stream()
              .anyMatch(one -> ("ROLE_" + ceiling.role()).equals(one.getAuthority()))) {
        return ceiling.bytes();
      }
    }
    return usual;
  }
}
