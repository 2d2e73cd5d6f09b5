package org.gwageo.platform.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages of the site itself: the door, how to verify, accessibility, components. */
@Controller
class AboutPages {

  @GetMapping("/sign-in")
  String signIn(@RequestParam(required = false) @Nullable String failed, Model model) {
    model.addAttribute("failed", failed != null);
    return "sign-in";
  }

  @GetMapping("/verify")
  String verify() {
    return "about/verify";
  }

  @GetMapping("/accessibility")
  String accessibility() {
    return "about/accessibility";
  }

  @GetMapping("/components")
  String components(Page page, Model model) {
    model.addAttribute("samples", Samples.in(page, Instant.parse("2026-01-15T05:00:00Z")));
    return "about/components";
  }
}
