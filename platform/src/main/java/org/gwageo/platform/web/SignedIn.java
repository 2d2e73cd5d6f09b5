package org.gwageo.platform.web;

import java.util.Set;

/**
 * The account that a request comes from.
 *
 * @param name how the account is addressed on pages
 * @param roles role names in capitals without prefix, such as {@code OFFICE}
 */
public record SignedIn(String name, Set<String> roles) {

  /** Copies {@code roles}. */
  public SignedIn {
    roles = Set.copyOf(roles);
  }

  /** Returns whether the account has {@code role}. */
  public boolean has(String role) {
    return roles.contains(role);
  }
}
