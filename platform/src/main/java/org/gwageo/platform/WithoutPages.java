package org.gwageo.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves out every package called {@code web}, for processes that only work. */
final class WithoutPages extends TypeExcludeFilter {

  private static final String MODULES = "org\\.gwageo\\.platform\\.(.+\\.)?web\\..+";

  @Override
  public boolean match(MetadataReader reader, MetadataReaderFactory readers) {
    return reader.getClassMetadata().getClassName().matches(MODULES);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WithoutPages;
  }

  @Override
  public int hashCode() {
    return WithoutPages.class.hashCode();
  }
}
