package org.gwageo.platform.web;

import gg.jte.Content;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The request as a template sees it: which language, which page, who, when.
 *
 * @param language the page's language
 * @param path the path without language prefix and without query
 * @param query the query as it was sent, null for none
 * @param frame what is the same for all requests
 * @param account who is signed in, null for the public
 * @param csrf the token that every form carries, null where no protection applies
 * @param now the moment of the request
 * @param highContrast whether the reader asked for the high-contrast mode
 */
public record Page(
    Language language,
    String path,
    @Nullable String query,
    Frame frame,
    @Nullable SignedIn account,
    @Nullable CsrfToken csrf,
    Instant now,
    boolean highContrast) {

  /** Returns the sentence {@code key} in the page's language. */
  public String t(String key, Object... arguments) {
    return frame.messages().text(language, key, arguments);
  }

  /**
   * Returns the sentence that says that something was not accepted, and why: a {@link Refusal} in
   * the page's language, the reason of an engine or a file in English and {@linkplain #english
   * marked} as such.
   */
  public String refusal(Exception refused) {
    return t("office.refused", reason(refused));
  }

  /**
   * Returns why something was refused, without the words around it. An exception that carries the
   * message of the refusal that caused it is said as that refusal.
   */
  public String reason(Exception refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal
          && Objects.equals(cause.getMessage(), refused.getMessage())) {
        return frame.messages().text(language, refusal);
      }
    }
    return english(String.valueOf(refused.getMessage()));
  }

  /** Returns English {@code text} as a sentence of this page quotes it: see {@link Passage}. */
  public String english(String text) {
    return Passage.quote(language, text);
  }

  /** Returns whichever of two texts is in the page's language. */
  public String pick(String korean, String english) {
    return language == Language.KOREAN ? korean : english;
  }

  /** Returns the address of {@code path}, given without language prefix, in the page's language. */
  public String href(String path) {
    return path.startsWith("/") ? language.address(path) : path;
  }

  /** Returns the address of this same page in {@code language}. */
  public String href(Language language) {
    return language.address(path) + (query == null ? "" : "?" + query);
  }

  /** Returns the full address of this page in {@code language}, for {@code hreflang} links. */
  public String absolute(Language language) {
    return frame.origin() + href(language);
  }

  /** Returns the address of the asset {@code name}, such as {@code css/base.css}. */
  public String asset(String name) {
    return frame.assets().address(name);
  }

  /** Returns the link that switches the contrast mode and comes back to this page. */
  public String contrastSwitch() {
    return "/display?contrast="
        + (highContrast ? "standard" : "high")
        + "&back="
        + URLEncoder.encode(href(language), StandardCharsets.UTF_8);
  }

  /** Returns the date and time of {@code instant} in Seoul, with weekday. */
  public String time(Instant instant) {
    return Moments.time(language, instant);
  }

  /** Returns {@code date} with weekday. */
  public String date(LocalDate date) {
    return Moments.date(language, date);
  }

  /** Returns {@code number} with commas between thousands. */
  public String number(long number) {
    return Figures.grouped(number);
  }

  /** Returns {@code number} with commas and the decimals it carries. */
  public String number(BigDecimal number) {
    return Figures.grouped(number);
  }

  /** Returns whether {@code section}, a path, is this page or above it. */
  public boolean within(String section) {
    return section.equals("/")
        ? path.equals("/")
        : path.equals(section) || path.startsWith(section + "/");
  }

  /** Returns whether the signed-in account has {@code role}. */
  public boolean may(String role) {
    return account != null && account.has(role);
  }

  /** Returns the ids of the hint and the error of a form field, null if it has neither. */
  public @Nullable String describedBy(String field, boolean hint, boolean error) {
    if (hint && error) {
      return field + "-hint " + field + "-error";
    }
    return hint ? field + "-hint" : error ? field + "-error" : null;
  }

  /** Returns whether {@code content} is there to be shown. */
  public static boolean has(@Nullable Content content) {
    return content != null && !content.isEmptyContent();
  }
}
