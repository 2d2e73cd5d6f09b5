package org.gwageo.platform.identity.web;

import org.jspecify.annotations.Nullable;

/**
 * The form that adds an account; the password is not shown again when the form comes back.
 *
 * @param username unique, also the name under which actions are recorded
 * @param nameKo how Korean pages greet the account
 * @param nameEn how English pages do
 * @param role what the account is for
 * @param programme the programme of a team or a reviewer
 * @param subject the team's slug or the reviewer's pseudonym
 * @param password at least 12 characters
 */
public record PeopleForm(
    String username,
    String nameKo,
    String nameEn,
    String role,
    String programme,
    String subject,
    String password) {

  /** An empty form. */
  public static final PeopleForm EMPTY = new PeopleForm("", "", "", "OFFICE", "", "", "");

  /** Takes what was sent, without blanks around it. */
  public PeopleForm(
      @Nullable String username,
      @Nullable String nameKo,
      @Nullable String nameEn,
      @Nullable String role,
      @Nullable String programme,
      @Nullable String subject,
      @Nullable String password) {
    this.username = strip(username);
    this.nameKo = strip(nameKo);
    this.nameEn = strip(nameEn);
    this.role = strip(role);
    this.programme = strip(programme);
    this.subject = strip(subject);
    this.password = password == null ? "" : password;
  }

  private static String strip(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
