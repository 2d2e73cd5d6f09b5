package org.gwageo.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The stylesheets, scripts, fonts and pictures that the server hands out itself.
 *
 * <p>One digest over all of them is part of every address, {@code /assets/<digest>/css/base.css},
 * so that a browser may keep a file for ever and relative addresses inside a stylesheet stay right.
 */
public final class Assets {

  private static final String ROOT = "static/assets/";
  private static final int DIGEST_LETTERS = 12;

  private final SortedMap<String, String> digests;
  private final String version;

  private Assets(SortedMap<String, String> digests) {
    this.digests = Collections.unmodifiableSortedMap(digests);
    MessageDigest all = sha256();
    digests.forEach(
        (name, digest) ->
            all.update((name + ' ' + digest + '\n').getBytes(StandardCharsets.UTF_8)));
    version = HexFormat.of().formatHex(all.digest()).substring(0, DIGEST_LETTERS);
  }

  /** Reads the files under {@code static/assets} on the class path. */
  public static Assets load() {
    SortedMap<String, String> digests = new TreeMap<>();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath:" + ROOT + "**/*.*")) {
        String address = file.getURL().toString();
        String name = address.substring(address.lastIndexOf(ROOT) + ROOT.length());
        MessageDigest digest = sha256();
        try (InputStream in = file.getInputStream()) {
          digest.update(in.readAllBytes());
        }
        digests.put(name, HexFormat.of().formatHex(digest.digest()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("assets cannot be read", e);
    }
    return new Assets(digests);
  }

  /** Returns the part of every address that changes when any asset does. */
  public String version() {
    return version;
  }

  /**
   * Returns the address of {@code name}, such as {@code css/base.css}.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public String address(String name) {
    if (!digests.containsKey(name)) {
      throw new IllegalArgumentException("asset " + name + " is not under " + ROOT);
    }
    return "/assets/" + version + "/" + name;
  }

  /** Returns the SHA-256 of every file in hexadecimal letters, by name. */
  Map<String, String> digests() {
    return digests;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
