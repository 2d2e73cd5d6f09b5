package org.gwageo.platform.web;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page frame on a server of its own, without database and accounts. A test component, so that
 * the application's own scan passes it over.
 */
@SpringBootConfiguration
@TestComponent
@ImportAutoConfiguration({
  PropertyPlaceholderAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  ErrorMvcAutoConfiguration.class
})
@Import({
  WebFrame.class,
  ErrorPages.class,
  DisplayMode.class,
  AboutPages.class,
  FrameServer.Faults.class
})
class FrameServer {

  /** Serves the frame's own pages, at {@code --server.port}. */
  public static void main(String[] args) {
    SpringApplication.run(FrameServer.class, args);
  }

  /** Pages that go wrong, or somewhere else. */
  @Controller
  static class Faults {

    @GetMapping("/fails")
    String fails() {
      throw new IllegalStateException("secret cause");
    }

    @GetMapping("/template-fails")
    String templateFails(Model model) {
      model.addAttribute("samples", List.of());
      return "about/components";
    }

    @GetMapping("/moved")
    String moved() {
      return "redirect:/accessibility";
    }
  }
}
