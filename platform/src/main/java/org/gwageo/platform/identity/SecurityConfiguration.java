package org.gwageo.platform.identity;

import jakarta.servlet.DispatcherType;
import org.gwageo.platform.web.UploadCeiling;
import org.gwageo.platform.web.UploadGate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** Who may open what. Every page that is not named here is public and only answers. */
  @Bean
  @ConditionalOnWebApplication
  SecurityFilterChain pageAccess(
      HttpSecurity http,
      @Value("${gwageo.uploads.most}") DataSize usual,
      ObjectProvider<UploadCeiling> ceilings) {
    return http.addFilterBefore(
            new UploadGate(usual.toBytes(), ceilings.orderedStream().toList()), CsrfFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/account")
                    .authenticated()
                    .requestMatchers("/office/**")
                    .hasRole(Role.OFFICE.name())
                    .requestMatchers("/reviewer/**")
                    .hasRole(Role.REVIEWER.name())
                    .requestMatchers("/my-team/**")
                    .hasRole(Role.TEAM.name())
                    .anyRequest()
                    .permitAll())
        .formLogin(
            login ->
                login
                    .loginPage("/sign-in")
                    .loginProcessingUrl("/sign-in")
                    .successHandler(new BackToThePage())
                    .failureUrl("/sign-in?failed"))
        .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/"))
        // The page frame sets the security headers, among them the content security policy.
        .headers(headers -> headers.disable())
        .build();
  }

  @Bean
  UserDetailsService userDetails(Accounts accounts) {
    return username ->
        accounts
            .find(username)
            .<UserDetails>map(
                account ->
                    new SignedInAccount(account, accounts.passwordHash(username).orElseThrow()))
            .orElseThrow(() -> new UsernameNotFoundException("no account " + username));
  }

  @Bean
  static PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }
}
