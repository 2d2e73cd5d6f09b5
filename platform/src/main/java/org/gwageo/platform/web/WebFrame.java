package org.gwageo.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Puts the page frame together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FrameSettings.class)
class WebFrame {

  private static final String TEMPLATES = "org.gwageo.templates";

  @Bean
  Messages messages() {
    return Messages.known();
  }

  @Bean
  Assets assets() {
    return Assets.load();
  }

  @Bean
  Pages pages(
      Messages messages, Assets assets, FrameSettings settings, ObjectProvider<Clock> clock) {
    Frame frame = new Frame(messages, assets, settings.origin(), settings.masthead());
    return new Pages(frame, clock.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  TemplateEngine templateEngine() {
    return TemplateEngine.createPrecompiled(
        null, ContentType.Html, WebFrame.class.getClassLoader(), TEMPLATES);
  }

  @Bean
  JteViews jteViews(TemplateEngine engine, Pages pages) {
    return new JteViews(engine, pages);
  }

  @Bean
  FilterRegistrationBean<Filter> securityHeadersFilter() {
    return first(new SecurityHeadersFilter(), Ordered.HIGHEST_PRECEDENCE);
  }

  @Bean
  FilterRegistrationBean<Filter> languageFilter() {
    return first(new LanguageFilter(), Ordered.HIGHEST_PRECEDENCE + 1);
  }

  @Bean
  WebMvcConfigurer frameConfigurer(Assets assets, Pages pages) {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/assets/**")
            .addResourceLocations("classpath:/static/assets/")
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
            .resourceChain(true)
            .addResolver(
                new VersionResourceResolver().addFixedVersionStrategy(assets.version(), "/**"));
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(pages);
      }
    };
  }

  /** Registers {@code filter} before Spring Security's, which must see paths without prefix. */
  private static FilterRegistrationBean<Filter> first(Filter filter, int order) {
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    return registration;
  }
}
