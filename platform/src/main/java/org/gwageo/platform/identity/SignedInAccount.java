package org.gwageo.platform.identity;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import org.gwageo.platform.web.DisplayName;
import org.gwageo.platform.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** An account as the session keeps it; pages greet it in their language. */
final class SignedInAccount implements UserDetails, CredentialsContainer, DisplayName {

  @Serial private static final long serialVersionUID = 1;

  private final String username;
  private final String nameKo;
  private final String nameEn;
  private final Role role;
  private @Nullable String passwordHash;

  SignedInAccount(Account account, String passwordHash) {
    this.username = account.username();
    this.nameKo = account.nameKo();
    this.nameEn = account.nameEn();
    this.role = account.role();
    this.passwordHash = passwordHash;
  }

  @Override
  public String displayName(Language language) {
    return switch (language) {
      case KOREAN -> nameKo;
      case ENGLISH -> nameEn;
    };
  }

  @Override
  public String getUsername() {
    return username;
  }

  @Override
  public @Nullable String getPassword() {
    return passwordHash;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
  }

  @Override
  public void eraseCredentials() {
    passwordHash = null;
  }
}
