package org.gwageo.platform.reproduction.web;

import java.util.regex.Pattern;
import org.gwageo.platform.web.UploadCeiling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

  /** What a form has around its file. */
  private static final long AROUND = 64 << 10;

  @Bean
  static UploadCeiling bundleUploads(@Value("${gwageo.reproduction.most-archive}") DataSize most) {
    return new UploadCeiling(
        Pattern.compile("/my-team/stages/[^/]+/runs/[^/]+"), "TEAM", most.toBytes() + AROUND);
  }
}
