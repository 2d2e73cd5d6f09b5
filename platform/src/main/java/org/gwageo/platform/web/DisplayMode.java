package org.gwageo.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Switches between standard and high contrast by a link, and remembers it in a cookie. */
@Controller
class DisplayMode {

  private static final Duration REMEMBERED = Duration.ofDays(365);

  @GetMapping("/display")
  ResponseEntity<Void> change(
      HttpServletRequest request, @RequestParam String contrast, @RequestParam String back) {
    boolean high = contrast.equals(Pages.HIGH);
    ResponseCookie cookie =
        ResponseCookie.from(Pages.CONTRAST_COOKIE, high ? Pages.HIGH : "standard")
            .path("/")
            .maxAge(high ? REMEMBERED : Duration.ZERO)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .header(HttpHeaders.LOCATION, inside(back))
        .build();
  }

  /** Returns {@code back} if it is a path of this site, else the home page. */
  static String inside(String back) {
    boolean path = back.matches("/[\\w\\-./~%?&=+]*") && !back.startsWith("//");
    return path ? back : "/";
  }
}
