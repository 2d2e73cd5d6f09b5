package org.gwageo.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Says in one sentence what went wrong. A failure of the server gets an incident number, which the
 * log carries too; its cause is never shown.
 */
@Controller
class ErrorPages implements ErrorController {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  /** Letters and digits that nobody mistakes for each other when read out. */
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int INCIDENT_LETTERS = 8;

  private static final Map<HttpStatus, String> KEYS =
      Map.of(
          HttpStatus.BAD_REQUEST, "error.bad-request",
          HttpStatus.FORBIDDEN, "error.forbidden",
          HttpStatus.NOT_FOUND, "error.not-found",
          HttpStatus.METHOD_NOT_ALLOWED, "error.bad-request",
          HttpStatus.CONFLICT, "error.conflict",
          HttpStatus.CONTENT_TOO_LARGE, "error.too-large",
          HttpStatus.TOO_MANY_REQUESTS, "error.too-many");

  private final SecureRandom random = new SecureRandom();

  @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
  String page(HttpServletRequest request, HttpServletResponse response, Model model) {
    HttpStatus status = status(request);
    response.setStatus(status.value());
    model.addAttribute("status", status.value());
    model.addAttribute("key", key(status));
    model.addAttribute("incident", incident(request, status));
    return "error";
  }

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
    HttpStatus status = status(request);
    ProblemDetail problem = ProblemDetail.forStatus(status);
    String incident = incident(request, status);
    if (!incident.isEmpty()) {
      problem.setProperty("incident", incident);
    }
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static HttpStatus status(HttpServletRequest request) {
    HttpStatus status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? HttpStatus.resolve(code)
            : HttpStatus.NOT_FOUND;
    return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
  }

  private static String key(HttpStatus status) {
    String fallback = status.is5xxServerError() ? "error.server" : "error.bad-request";
    return KEYS.getOrDefault(status, fallback);
  }

  /** Logs a failure of the server and returns its number; an empty text for other errors. */
  private String incident(HttpServletRequest request, HttpStatus status) {
    if (!status.is5xxServerError()) {
      return "";
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < INCIDENT_LETTERS; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    String incident = letters.insert(INCIDENT_LETTERS / 2, '-').toString();
    Throwable cause =
        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
            ? thrown
            : null;
    LOG.error(
        "incident {}: {} {} ended in {}",
        incident,
        request.getMethod(),
        LanguageFilter.path(request),
        status.value(),
        cause);
    return incident;
  }
}
